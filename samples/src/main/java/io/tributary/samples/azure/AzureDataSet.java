package io.tributary.samples.azure;

import java.util.Set;

/** The data set of an export. */
public enum AzureDataSet {
    /** Costs at the time of purchase. */
    ACTUAL("ActualCost", "daily-actual", "2024-08-01"),
    /** The same money, with commitments spread over the usage that they cover. */
    AMORTIZED("AmortizedCost", "daily-amortized", "2024-08-01"),
    /** The same money, as Microsoft maps it to FOCUS. */
    FOCUS("FocusCost", "daily-focus", "1.0r2");

    private final String type;
    private final String exportName;
    private final String version;

    AzureDataSet(String type, String exportName, String version) {
        this.type = type;
        this.exportName = exportName;
        this.version = version;
    }

    /** The manifest's name for it. */
    String type() {
        return type;
    }

    /** The name of the export. */
    String exportName() {
        return exportName;
    }

    /** The version of the columns. */
    String version() {
        return version;
    }

    /** Whether an export of this data set has a row for a charge. */
    boolean holds(Charge charge) {
        return switch (this) {
            case ACTUAL -> charge.kind() != Charge.Kind.UNUSED;
            case AMORTIZED -> charge.kind() != Charge.Kind.COMMITMENT;
            case FOCUS -> true;
        };
    }

    /** Tributary's name for the data set, which depends on the other data sets of the scope. */
    String dataSet(Set<AzureDataSet> all) {
        return switch (this) {
            case ACTUAL -> all.contains(AMORTIZED) ? "azure.actual.commitments" : "azure.actual";
            case AMORTIZED -> "azure.amortized";
            case FOCUS -> "azure.focus";
        };
    }

    /** Whether its records are taken, which depends on the other data sets: the same money is taken once. */
    boolean isTaken(Set<AzureDataSet> all) {
        return this != FOCUS || all.size() == 1;
    }
}
