package io.tributary.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Confluent's REST API, request by request, without HTTP. */
class RegistryApiTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ONE = record("{\"name\":\"a\",\"type\":\"string\"}");
    private static final String WITH_DEFAULT =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\",\"default\":0}");
    private static final String WITHOUT_DEFAULT =
            record("{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"b\",\"type\":\"int\"}");

    private final MemoryChangeLog log = new MemoryChangeLog();
    private RegistryApi api = new RegistryApi(new Registry(log));

    /** Schemas that come in. */
    @Nested
    class Registering {

        @Test
        void firstSchemaHasIdOneAndVersionOne() {
            assertThat(register("s", ONE)).isEqualTo(1);
            assertThat(get("/subjects/s/versions/1"))
                    .isEqualTo(json("{'subject':'s','version':1,'id':1}").put("schema", ONE));
        }

        @Test
        void sameSchemaHasTheSameIdUnderEverySubject() {
            assertThat(register("s", ONE)).isEqualTo(register("t", ONE));
            assertThat(get("/schemas/ids/1/subjects").toString()).isEqualTo("[\"s\",\"t\"]");
            assertThat(get("/schemas/ids/1/versions"))
                    .isEqualTo(JSON.valueToTree(
                            new Object[] {Map.of("subject", "s", "version", 1), Map.of("subject", "t", "version", 1)}));
        }

        @Test
        void sameSchemaAgainIsNoNewVersion() {
            register("s", ONE);
            register("s", ONE.replace(",", " , "));

            assertThat(get("/subjects/s/versions").toString()).isEqualTo("[1]");
        }

        @Test
        void subjectMayHoldSlashesBlanksAndPlusSigns() {
            post("/subjects/a%2Fb%20c+d/versions", body(ONE));

            assertThat(get("/subjects").toString()).isEqualTo("[\"a/b c+d\"]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"no json", "{\"type\":\"nothing\"}", ""})
        void whatIsNoSchemaIsRefused(String schema) {
            assertThat(fault("POST", "/subjects/s/versions", body(schema)).errorCode())
                    .isEqualTo(42201);
        }

        @Test
        void otherSchemaTypesAndReferencesAreRefused() {
            assertThat(fault("POST", "/subjects/s/versions", body(ONE).put("schemaType", "JSON"))
                            .errorCode())
                    .isEqualTo(42201);
            ObjectNode references = body(ONE);
            references.putArray("references").addObject();
            assertThat(fault("POST", "/subjects/s/versions", references).errorCode())
                    .isEqualTo(42201);
        }

        @Test
        void readOnlySubjectTakesWhatItHasAndNothingElse() {
            register("s", ONE);
            call("PUT", "/mode/s", json("{'mode':'READONLY'}"));

            assertThat(register("s", ONE)).isEqualTo(1);
            assertThat(fault("POST", "/subjects/s/versions", body(WITH_DEFAULT)).errorCode())
                    .isEqualTo(42205);
            assertThat(register("t", WITH_DEFAULT)).isEqualTo(2);
        }
    }

    /** Levels of compatibility, and what they let pass. */
    @Nested
    class Compatible {

        @ParameterizedTest
        @CsvSource({
            // level, adding a field with default, adding a field without, removing a field that had none
            "NONE, true, true, true",
            "BACKWARD, true, false, true",
            "BACKWARD_TRANSITIVE, true, false, true",
            "FORWARD, true, true, false",
            "FORWARD_TRANSITIVE, true, true, false",
            "FULL, true, false, false",
            "FULL_TRANSITIVE, true, false, false"
        })
        void eachLevelAllowsWhatItSays(String level, boolean adding, boolean addingRequired, boolean removingRequired) {
            call("PUT", "/config", json("{'compatibility':'" + level + "'}"));
            register("one", ONE);
            register("two", WITHOUT_DEFAULT);

            assertThat(isCompatible("one", WITH_DEFAULT)).isEqualTo(adding);
            assertThat(isCompatible("one", WITHOUT_DEFAULT)).isEqualTo(addingRequired);
            assertThat(isCompatible("two", ONE)).isEqualTo(removingRequired);
        }

        @ParameterizedTest
        @EnumSource(
                value = Compatibility.class,
                names = {"BACKWARD", "BACKWARD_TRANSITIVE"})
        void onlyTransitiveLevelsLookPastTheNewest(Compatibility level) {
            // Given: one → with default → without default; the last reads the second, but not the first.
            call("PUT", "/config/s", json("{'compatibility':'" + level + "'}"));
            register("s", ONE);
            register("s", WITH_DEFAULT);

            assertThat(isCompatible("s", WITHOUT_DEFAULT)).isEqualTo(level == Compatibility.BACKWARD);
        }

        @Test
        void registeringWhatIsNotIsRefusedWithTheReason() {
            register("s", ONE);

            RegistryFault fault = fault("POST", "/subjects/s/versions", body(WITHOUT_DEFAULT));

            assertThat(fault.status()).isEqualTo(409);
            assertThat(fault.errorCode()).isEqualTo(409);
            assertThat(fault)
                    .hasMessageContaining("subject \"s\"")
                    .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
        }

        @Test
        void checkAgainstOneVersionLooksAtThatOne() {
            register("s", ONE);
            register("s", WITH_DEFAULT);

            assertThat(post("/compatibility/subjects/s/versions/1", body(WITHOUT_DEFAULT)))
                    .isEqualTo(json("{'is_compatible':false}"));
            assertThat(post("/compatibility/subjects/s/versions/latest", body(WITHOUT_DEFAULT)))
                    .isEqualTo(json("{'is_compatible':true}"));
        }

        @Test
        void verboseCheckSaysWhy() {
            register("s", ONE);

            JsonNode verdict = call(
                    "POST",
                    "/compatibility/subjects/s/versions/latest",
                    Map.of("verbose", "true"),
                    body(WITHOUT_DEFAULT));

            assertThat(verdict.path("messages")).isNotEmpty();
        }

        @Test
        void checkOfAnUnknownSubjectSaysSo() {
            assertThat(fault("POST", "/compatibility/subjects/s/versions/latest", body(ONE))
                            .errorCode())
                    .isEqualTo(40401);
            assertThat(isCompatible("s", ONE)).isTrue();
        }

        private boolean isCompatible(String subject, String schema) {
            return post("/compatibility/subjects/" + subject + "/versions", body(schema))
                    .path("is_compatible")
                    .asBoolean();
        }
    }

    /** Levels and modes, for all subjects and for one. */
    @Nested
    class Settings {

        @Test
        void defaultIsBackwardAndCanBeChangedAndReset() {
            assertThat(get("/config")).isEqualTo(json("{'compatibilityLevel':'BACKWARD'}"));
            assertThat(call("PUT", "/config", json("{'compatibility':'full'}")))
                    .isEqualTo(json("{'compatibility':'FULL'}"));
            assertThat(get("/config")).isEqualTo(json("{'compatibilityLevel':'FULL'}"));
            assertThat(call("DELETE", "/config", json("{}"))).isEqualTo(json("{'compatibilityLevel':'FULL'}"));
            assertThat(get("/config")).isEqualTo(json("{'compatibilityLevel':'BACKWARD'}"));
        }

        @Test
        void subjectsHaveTheirOwn() {
            assertThat(fault("GET", "/config/s", json("{}")).errorCode()).isEqualTo(40408);
            assertThat(call("GET", "/config/s", Map.of("defaultToGlobal", "true"), json("{}")))
                    .isEqualTo(json("{'compatibilityLevel':'BACKWARD'}"));

            call("PUT", "/config/s", json("{'compatibility':'NONE'}"));

            assertThat(get("/config/s")).isEqualTo(json("{'compatibilityLevel':'NONE'}"));
            assertThat(get("/config")).isEqualTo(json("{'compatibilityLevel':'BACKWARD'}"));
        }

        @Test
        void unknownLevelsAndModesAreRefused() {
            assertThat(fault("PUT", "/config", json("{'compatibility':'SOME'}")).errorCode())
                    .isEqualTo(42203);
            assertThat(fault("PUT", "/mode", json("{'mode':'SOME'}")).errorCode())
                    .isEqualTo(42204);
        }

        @Test
        void modeIsReadWriteUnlessSet() {
            assertThat(get("/mode")).isEqualTo(json("{'mode':'READWRITE'}"));
            assertThat(fault("GET", "/mode/s", json("{}")).errorCode()).isEqualTo(40409);

            call("PUT", "/mode/s", json("{'mode':'READONLY'}"));
            assertThat(get("/mode/s")).isEqualTo(json("{'mode':'READONLY'}"));

            call("DELETE", "/mode/s", json("{}"));
            assertThat(fault("GET", "/mode/s", json("{}")).errorCode()).isEqualTo(40409);
        }
    }

    /** Schemas, subjects and versions that are asked for. */
    @Nested
    class Finding {

        @Test
        void lookUpFindsTheVersionOfASchema() {
            register("s", ONE);
            register("s", WITH_DEFAULT);

            assertThat(post("/subjects/s", body(WITH_DEFAULT)).path("version").asInt())
                    .isEqualTo(2);
        }

        @Test
        void lookUpOfWhatIsNotThereSaysWhichPartIsMissing() {
            assertThat(fault("POST", "/subjects/s", body(ONE)).errorCode()).isEqualTo(40401);
            register("s", ONE);
            assertThat(fault("POST", "/subjects/s", body(WITH_DEFAULT)).errorCode())
                    .isEqualTo(40403);
        }

        @Test
        void unknownIdsSubjectsAndVersionsHaveTheirOwnCodes() {
            register("s", ONE);

            assertThat(fault("GET", "/schemas/ids/7", json("{}")).errorCode()).isEqualTo(40403);
            assertThat(fault("GET", "/subjects/t/versions", json("{}")).errorCode())
                    .isEqualTo(40401);
            assertThat(fault("GET", "/subjects/s/versions/7", json("{}")).errorCode())
                    .isEqualTo(40402);
            assertThat(fault("GET", "/subjects/s/versions/0", json("{}")).errorCode())
                    .isEqualTo(42202);
            assertThat(fault("GET", "/subjects/s/versions/x", json("{}")).errorCode())
                    .isEqualTo(42202);
            assertThat(fault("GET", "/nothing", json("{}")).status()).isEqualTo(404);
            assertThat(fault("DELETE", "/schemas/ids/1", json("{}")).status()).isEqualTo(405);
        }

        @Test
        void schemaOfAnIdComesWithTheHighestIdWhereAsked() {
            register("s", ONE);
            register("s", WITH_DEFAULT);

            assertThat(get("/schemas/ids/1")).isEqualTo(json("{}").put("schema", ONE));
            assertThat(call("GET", "/schemas/ids/1", Map.of("fetchMaxId", "true", "subject", "s"), json("{}")))
                    .isEqualTo(json("{}").put("schema", ONE).put("maxId", 2));
            assertThat(get("/schemas/ids/1/schema").path("name").asText()).isEqualTo("R");
        }

        @Test
        void newestVersionIsLatestAndMinusOne() {
            register("s", ONE);
            register("s", WITH_DEFAULT);

            assertThat(get("/subjects/s/versions/latest")).isEqualTo(get("/subjects/s/versions/2"));
            assertThat(get("/subjects/s/versions/-1")).isEqualTo(get("/subjects/s/versions/2"));
            assertThat(get("/subjects/s/versions/2/referencedby")).isEmpty();
        }
    }

    /** Hiding, removing, and what stays known. */
    @Nested
    class Deleting {

        @Test
        void deletedSubjectIsHiddenButItsIdsAreStillRead() {
            register("s", ONE);

            assertThat(delete("/subjects/s", false).toString()).isEqualTo("[1]");

            assertThat(get("/subjects")).isEmpty();
            assertThat(fault("GET", "/subjects/s/versions", json("{}")).errorCode())
                    .isEqualTo(40401);
            assertThat(call("GET", "/subjects", Map.of("deleted", "true"), json("{}")))
                    .hasSize(1);
            assertThat(get("/schemas/ids/1").path("schema").asText()).isEqualTo(ONE);
        }

        @Test
        void subjectIsRemovedOnlyAfterItWasDeleted() {
            register("s", ONE);

            assertThat(deleteFault("/subjects/s", true)).isEqualTo(40405);
            delete("/subjects/s", false);
            assertThat(deleteFault("/subjects/s", false)).isEqualTo(40404);
            delete("/subjects/s", true);
            assertThat(deleteFault("/subjects/s", true)).isEqualTo(40401);
            assertThat(fault("GET", "/schemas/ids/1", json("{}")).errorCode()).isEqualTo(40403);
        }

        @Test
        void versionIsRemovedOnlyAfterItWasDeleted() {
            register("s", ONE);
            register("s", WITH_DEFAULT);

            assertThat(deleteFault("/subjects/s/versions/2", true)).isEqualTo(40407);
            assertThat(delete("/subjects/s/versions/2", false).asInt()).isEqualTo(2);
            assertThat(deleteFault("/subjects/s/versions/2", false)).isEqualTo(40406);
            assertThat(get("/subjects/s/versions").toString()).isEqualTo("[1]");
            assertThat(delete("/subjects/s/versions/2", true).asInt()).isEqualTo(2);
            assertThat(deleteFault("/subjects/s/versions/2", true)).isEqualTo(40402);
        }

        @Test
        void deletedSchemaComesBackUnderItsIdAsANewVersion() {
            register("s", ONE);
            delete("/subjects/s", false);

            assertThat(register("s", ONE)).isEqualTo(1);
            assertThat(get("/subjects/s/versions").toString()).isEqualTo("[2]");
        }

        @Test
        void idOfARemovedSchemaIsNeverGivenToAnother() {
            register("s", ONE);
            delete("/subjects/s", false);
            delete("/subjects/s", true);
            restart();

            assertThat(register("t", WITH_DEFAULT)).isEqualTo(2);
            assertThat(register("u", ONE)).isEqualTo(1);
        }
    }

    @Test
    void everythingIsKnownAgainAfterARestart() {
        register("s", ONE);
        register("s", WITH_DEFAULT);
        register("t", ONE);
        delete("/subjects/s/versions/1", false);
        call("PUT", "/config", json("{'compatibility':'FULL'}"));
        call("PUT", "/config/s", json("{'compatibility':'NONE'}"));
        call("PUT", "/mode/t", json("{'mode':'READONLY'}"));
        call("PUT", "/mode", json("{'mode':'READONLY'}"));
        call("PUT", "/mode", json("{'mode':'READWRITE'}"));

        restart();

        assertThat(get("/subjects/s/versions").toString()).isEqualTo("[2]");
        assertThat(call("GET", "/subjects/s/versions", Map.of("deleted", "true"), json("{}"))
                        .toString())
                .isEqualTo("[1,2]");
        assertThat(get("/subjects/t/versions/1").path("id").asInt()).isEqualTo(1);
        assertThat(get("/config")).isEqualTo(json("{'compatibilityLevel':'FULL'}"));
        assertThat(get("/config/s")).isEqualTo(json("{'compatibilityLevel':'NONE'}"));
        assertThat(get("/mode/t")).isEqualTo(json("{'mode':'READONLY'}"));
        assertThat(get("/mode")).isEqualTo(json("{'mode':'READWRITE'}"));
    }

    @Test
    void recordOfAnotherRegistryIsNoChange() {
        assertThat(catchThrowableOfType(
                        IllegalArgumentException.class,
                        () -> Change.read(
                                "{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}", "{}")))
                .hasMessageContaining("keytype");
    }

    private void restart() {
        api = new RegistryApi(new Registry(log));
    }

    private int register(String subject, String schema) {
        return post("/subjects/" + subject + "/versions", body(schema))
                .path("id")
                .asInt();
    }

    private JsonNode delete(String path, boolean permanently) {
        return call("DELETE", path, Map.of("permanent", Boolean.toString(permanently)), json("{}"));
    }

    private int deleteFault(String path, boolean permanently) {
        return catchThrowableOfType(RegistryFault.class, () -> delete(path, permanently))
                .errorCode();
    }

    private JsonNode get(String path) {
        return call("GET", path, json("{}"));
    }

    private JsonNode post(String path, JsonNode body) {
        return call("POST", path, body);
    }

    private RegistryFault fault(String method, String path, JsonNode body) {
        return catchThrowableOfType(RegistryFault.class, () -> call(method, path, body));
    }

    private JsonNode call(String method, String path, JsonNode body) {
        return call(method, path, Map.of(), body);
    }

    private JsonNode call(String method, String path, Map<String, String> query, JsonNode body) {
        return api.answer(method, path, new HashMap<>(query), body);
    }

    private static ObjectNode body(String schema) {
        return JSON.createObjectNode().put("schema", schema);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}";
    }
}
