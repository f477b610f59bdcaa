package io.tributary.extractors.azure.api;

/** Which of Azure's two views of the same money is asked for. */
public enum Metric {
    /** What is billed, when it is billed: a commitment's purchase as a whole. */
    ACTUAL("ActualCost"),
    /** What is used: a commitment's purchase spread over its term. */
    AMORTIZED("AmortizedCost");

    private final String text;

    Metric(String text) {
        this.text = text;
    }

    /** The metric as the interfaces write it. */
    public String text() {
        return text;
    }
}
