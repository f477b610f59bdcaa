package io.tributary.schemas.wire;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/**
 * Under which subject of the registry a topic's value schema is kept. Settings name these by Confluent's class names.
 */
public enum SubjectNaming {
    /** {@code topic-value}: one schema a topic. */
    TOPIC("TopicNameStrategy") {
        @Override
        String valueSubject(String topic, Schema schema) {
            return topic + "-value";
        }
    },
    /** The record's full name: one schema a record type, whatever the topic. */
    RECORD("RecordNameStrategy") {
        @Override
        String valueSubject(String topic, Schema schema) {
            return schema.getFullName();
        }
    },
    /** {@code topic-record's full name}: one schema a record type of each topic. */
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String valueSubject(String topic, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    private static final String CONFLUENT_PACKAGE = "io.confluent.kafka.serializers.subject.";

    private final String confluentClass;

    SubjectNaming(String simpleName) {
        this.confluentClass = CONFLUENT_PACKAGE + simpleName;
    }

    abstract String valueSubject(String topic, Schema schema);

    /** Confluent's name of this strategy. */
    String confluentClass() {
        return confluentClass;
    }

    /**
     * The strategy that {@code className} stands for.
     *
     * @throws ConfigException where it is none of Confluent's three
     */
    static SubjectNaming of(String setting, String className) {
        return Arrays.stream(values())
                .filter(naming -> naming.confluentClass.equals(className))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        setting,
                        className,
                        "expected one of "
                                + Arrays.stream(values())
                                        .map(SubjectNaming::confluentClass)
                                        .collect(Collectors.joining(", "))
                                + "; other strategies need serde=confluent"));
    }
}
