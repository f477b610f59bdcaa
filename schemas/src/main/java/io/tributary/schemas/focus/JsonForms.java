package io.tributary.schemas.focus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Forms of JSON that FOCUS's attributes and columns describe. */
final class JsonForms {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String OWN = "x_";

    private static final String TYPE_OF_PROGRAM = "ProgramType";

    /** Cost and Usage, AllocatedMethodDetails. */
    private static final Map<String, Predicate<JsonNode>> ALLOCATION = Map.of(
            "AllocatedRatio",
            JsonNode::isNumber,
            "UsageUnit",
            JsonNode::isTextual,
            "UsageQuantity",
            JsonNode::isNumber);

    /** Cost and Usage, ContractApplied. */
    private static final Map<String, Predicate<JsonNode>> CONTRACT = Map.of(
            "ContractId", JsonNode::isTextual,
            "ContractCommitmentId", JsonNode::isTextual,
            "ContractCommitmentAppliedUnit", JsonNode::isTextual,
            "ContractCommitmentAppliedCost", JsonNode::isNumber,
            "ContractCommitmentAppliedQuantity", JsonNode::isNumber);

    private static final Map<String, Predicate<JsonNode>> PROGRAM = Map.of(TYPE_OF_PROGRAM, JsonNode::isTextual);

    private JsonForms() {}

    /** Whether it is one object that has no key twice. */
    static boolean isObject(String text) {
        return object(text) != null;
    }

    /** Whether it is an object whose values are numbers, strings, booleans or nulls. */
    static boolean isKeyValue(String text) {
        JsonNode json = object(text);
        return json != null && all(json, JsonNode::isValueNode);
    }

    /** Whether each key of the object is one of {@code keys}, or begins with {@code x_}. */
    static boolean hasKeysOf(String text, Set<String> keys) {
        JsonNode json = object(text);
        return json != null
                && json.propertyStream().allMatch(value -> isOwn(value.getKey()) || keys.contains(value.getKey()));
    }

    /** Whether the keys that are there have the types that {@code types} have behind them: {@code CoreCount number}. */
    static boolean hasTypes(String text, Set<String> types) {
        JsonNode json = object(text);
        if (json == null) {
            return false;
        }
        for (String type : types) {
            int end = type.lastIndexOf(' ');
            JsonNode value = json.get(type.substring(0, end));
            boolean isNumber = type.endsWith(" number");
            if (value != null && !value.isNull() && value.isNumber() != isNumber) {
                return false;
            }
        }
        return true;
    }

    /** Whether the object has no key of the object {@code other}. */
    static boolean hasNoKeysOf(String text, String other) {
        JsonNode json = object(text);
        JsonNode others = other == null ? null : object(other);
        return json == null || others == null || json.propertyStream().noneMatch(value -> others.has(value.getKey()));
    }

    /** Whether its elements say what share of a cost is allocated, and by which usage. */
    static boolean hasAllocations(String text) {
        return hasElements(
                text,
                "Elements",
                ALLOCATION,
                element -> element.has("AllocatedRatio") && element.has("UsageUnit") == element.has("UsageQuantity"));
    }

    /** Whether its elements name the contracts that apply. */
    static boolean hasContracts(String text) {
        return hasElements(text, "Elements", CONTRACT, element -> true);
    }

    /** Whether its elements name programs of commitments. */
    static boolean hasPrograms(String text) {
        return hasElements(text, "CommitmentPrograms", PROGRAM, element -> element.has(TYPE_OF_PROGRAM));
    }

    /** Whether one of its programs is of type {@code type}. */
    static boolean hasProgram(String text, String type) {
        JsonNode json = object(text);
        if (json == null || !hasPrograms(text)) {
            return false;
        }
        for (JsonNode program : json.get("CommitmentPrograms")) {
            if (program.path(TYPE_OF_PROGRAM).asText().equals(type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasElements(
            String text, String array, Map<String, Predicate<JsonNode>> types, Predicate<JsonNode> isWhole) {
        JsonNode json = object(text);
        if (json == null
                || json.size() != 1
                || !json.path(array).isArray()
                || json.path(array).isEmpty()) {
            return false;
        }
        Set<JsonNode> different = new HashSet<>();
        for (JsonNode element : json.get(array)) {
            boolean typed = element.isObject()
                    && element.propertyStream()
                            .allMatch(value -> isOwn(value.getKey())
                                    || types.getOrDefault(value.getKey(), none -> false)
                                            .test(value.getValue()));
            if (!typed || !isWhole.test(element) || !different.add(element)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOwn(String key) {
        return key.startsWith(OWN);
    }

    private static boolean all(JsonNode object, Predicate<JsonNode> isSo) {
        for (JsonNode value : object) {
            if (!isSo.test(value)) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode object(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            return json.isObject() ? json : null;
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }
}
