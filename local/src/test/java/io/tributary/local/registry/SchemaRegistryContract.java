package io.tributary.local.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.RegistryException;
import io.tributary.schemas.wire.SchemaRegistry;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What our registry client promises, whatever registry it speaks to. Every subject has a name of its own. */
abstract class SchemaRegistryContract {

    private static final Schema ONE = schema("one");
    private static final Schema TWO = schema("two");

    /** The registry, as settings name it. */
    abstract Map<String, String> settings();

    /** What makes a subject's name new to this registry. */
    String unique(String subject) {
        return subject;
    }

    @Test
    void schemaRegisteredTwiceHasOneIdAndOneVersion() {
        try (SchemaRegistry registry = SchemaRegistry.open(settings())) {
            int id = registry.register(unique("twice"), ONE);

            assertThat(registry.register(unique("twice"), ONE)).isEqualTo(id);
            assertThat(registry.latest(unique("twice"))).isEqualTo(new SchemaRegistry.Version(id, 1, ONE));
        }
    }

    @Test
    void schemaHasOneIdUnderAllSubjects() {
        try (SchemaRegistry registry = SchemaRegistry.open(settings())) {
            assertThat(registry.register(unique("this"), ONE)).isEqualTo(registry.register(unique("that"), ONE));
        }
    }

    @Test
    void schemaIsReadByItsIdWordForWord() {
        Schema schema = CostRecord.getClassSchema();
        try (SchemaRegistry registry = SchemaRegistry.open(settings())) {
            int id = registry.register(unique(Topics.COSTS.valueSubject()), schema);

            assertThat(registry.byId(id)).hasToString(schema.toString());
        }
    }

    @Test
    void newestVersionIsLatest() {
        try (SchemaRegistry registry = SchemaRegistry.open(settings())) {
            registry.register(unique("newest"), ONE);
            int id = registry.register(unique("newest"), TWO);

            assertThat(registry.latest(unique("newest"))).isEqualTo(new SchemaRegistry.Version(id, 2, TWO));
            assertThat(registry.lookUp(unique("newest"), ONE)).isNotEqualTo(id);
        }
    }

    @Test
    void subjectMayHoldAnyCharacter() {
        try (SchemaRegistry registry = SchemaRegistry.open(settings())) {
            int id = registry.register(unique("a b/c+d%e?f&g#ü"), ONE);

            assertThat(registry.lookUp(unique("a b/c+d%e?f&g#ü"), ONE)).isEqualTo(id);
        }
    }

    @Test
    void whatIsMissingIsToldApart() {
        try (SchemaRegistry registry = SchemaRegistry.open(settings())) {
            registry.register(unique("known"), ONE);

            assertThat(refusal(() -> registry.latest(unique("unknown"))).errorCode())
                    .isEqualTo(RegistryException.SUBJECT_NOT_FOUND);
            assertThat(refusal(() -> registry.lookUp(unique("unknown"), ONE)).errorCode())
                    .isEqualTo(RegistryException.SUBJECT_NOT_FOUND);
            assertThat(refusal(() -> registry.lookUp(unique("known"), TWO)).errorCode())
                    .isEqualTo(RegistryException.SCHEMA_NOT_FOUND);
            assertThat(refusal(() -> registry.byId(Integer.MAX_VALUE)).errorCode())
                    .isEqualTo(RegistryException.SCHEMA_NOT_FOUND);
        }
    }

    private static RegistryException refusal(ThrowingCallable asking) {
        RegistryException refusal = catchThrowableOfType(RegistryException.class, asking);
        assertThat(refusal.status()).isEqualTo(404);
        return refusal;
    }

    private static Schema schema(String doc) {
        return Schema.createRecord("Example", doc, "example", false, List.of());
    }
}
