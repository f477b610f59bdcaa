package io.tributary.local.registry;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The registry client's contract with each registry. {@link LocalRegistryIT} adds the one on a broker. */
class SchemaRegistryIT {

    /** In this JVM, without HTTP. */
    @Nested
    class InMemory extends SchemaRegistryContract {

        @Override
        Map<String, String> settings() {
            return Map.of("schema.registry.url", "mock://contract");
        }
    }

    /** Our own, by HTTP. */
    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class Local extends SchemaRegistryContract {

        private LocalRegistry registry;

        @BeforeAll
        void start() {
            registry = LocalRegistry.start(new MemoryChangeLog(), 0);
        }

        @AfterAll
        void close() {
            registry.close();
        }

        @Override
        Map<String, String> settings() {
            return Map.of("schema.registry.url", registry.uri().toString());
        }
    }

    /** Whatever answers at {@code -Dtest.schema.registry.url}; user and password may be in the URL. */
    @Nested
    @EnabledIfSystemProperty(
            named = "test.schema.registry.url",
            matches = ".+",
            disabledReason = "No other registry: give -Dtest.schema.registry.url to run the contract against one")
    class AnyOther extends SchemaRegistryContract {

        private static final long RUN = System.currentTimeMillis();

        @Override
        Map<String, String> settings() {
            return Map.of("schema.registry.url", System.getProperty("test.schema.registry.url"));
        }

        @Override
        String unique(String subject) {
            return "tributary-contract-" + RUN + "-" + subject;
        }
    }
}
