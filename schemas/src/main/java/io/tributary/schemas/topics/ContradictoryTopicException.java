package io.tributary.schemas.topics;

import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/** Existing topics contradict what the catalogue requires; the operator has to change them or to name others. */
public final class ContradictoryTopicException extends ConfigException {

    private static final long serialVersionUID = 1L;

    private final transient List<Contradiction> contradictions;

    ContradictoryTopicException(List<Contradiction> contradictions) {
        super("Existing topics contradict their contracts: "
                + String.join(
                        "; ",
                        contradictions.stream().map(Contradiction::toString).toList()));
        this.contradictions = List.copyOf(contradictions);
    }

    /** Every contradiction that was found. */
    public List<Contradiction> contradictions() {
        return contradictions;
    }

    /**
     * One of them.
     *
     * @param topic the topic's name
     * @param setting Kafka's name of the topic setting, or {@code partitions}
     * @param found what it is
     * @param expected what it must be, in words
     */
    public record Contradiction(String topic, String setting, String found, String expected) {

        @Override
        public String toString() {
            return "topic " + topic + " has " + setting + "=" + found + ", expected " + expected;
        }
    }
}
