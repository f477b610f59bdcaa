package io.tributary.samples.gcp;

import java.util.Set;

/** A table of the billing export. */
public enum GcpDataSet {
    /** Usage costs without resources and prices. */
    STANDARD("gcp.standard", "gcp_billing_export_v1_"),
    /** The same money with resources and prices. */
    DETAILED("gcp.detailed", "gcp_billing_export_resource_v1_");

    private final String dataSet;
    private final String prefix;

    GcpDataSet(String dataSet, String prefix) {
        this.dataSet = dataSet;
        this.prefix = prefix;
    }

    /** Tributary's name for the data set. */
    String dataSet() {
        return dataSet;
    }

    /** Name of a billing account's table. */
    String table(String account) {
        return prefix + account.replace('-', '_');
    }

    /** Whether its records are taken, which depends on the other data sets: the same money is taken once. */
    boolean isTaken(Set<GcpDataSet> all) {
        return this == DETAILED || !all.contains(DETAILED);
    }
}
