package io.tributary.samples.gcp;

import java.util.List;

/**
 * What is used.
 *
 * @param kind which of the kinds that bills tell apart
 * @param serviceId id of the service
 * @param service its name
 * @param id id of the SKU
 * @param description its name
 * @param unit what usage is counted in
 * @param pricingUnit what it is priced in
 * @param unitsInPricingUnit how many of the one the other has
 * @param price price of a pricing unit, in dollars
 * @param place where it is
 * @param resource what the full name of its resources begins with, with a place for the project; empty where it has none
 */
record Sku(
        Kind kind,
        String serviceId,
        String service,
        String id,
        String description,
        String unit,
        String pricingUnit,
        double unitsInPricingUnit,
        double price,
        Place place,
        String resource) {

    private static final String COMPUTE = "6F81-5844-456A";
    private static final double GIBIBYTE = 1L << 30;
    private static final double HOUR = 3600;
    private static final Place GLOBAL = new Place("global", null, null, null);
    private static final Place AMERICA = new Place("us-central1", "US", "us-central1", "us-central1-a");

    /** One of each kind, in the order of the kinds. */
    static final List<Sku> ALL = List.of(
            new Sku(
                    Kind.CORES,
                    COMPUTE,
                    "Compute Engine",
                    "BB77-5FDA-69D9",
                    "N2 Instance Core running in Americas",
                    "seconds",
                    "hour",
                    HOUR,
                    0.031611,
                    AMERICA,
                    "//compute.googleapis.com/projects/%s/zones/us-central1-a/instances/"),
            new Sku(
                    Kind.MEMORY,
                    COMPUTE,
                    "Compute Engine",
                    "0BD7-9C25-B6F0",
                    "E2 Instance Ram running in Belgium",
                    "byte-seconds",
                    "gibibyte hour",
                    HOUR * GIBIBYTE,
                    0.0032115,
                    new Place("europe-west1", "BE", "europe-west1", "europe-west1-b"),
                    "//compute.googleapis.com/projects/%s/zones/europe-west1-b/instances/"),
            new Sku(
                    Kind.EGRESS,
                    COMPUTE,
                    "Compute Engine",
                    "9DE9-9092-B3BC",
                    "Network Internet Egress from Americas to China",
                    "bytes",
                    "gibibyte",
                    GIBIBYTE,
                    0.23,
                    new Place("us-central1", "US", "us-central1", null),
                    "//compute.googleapis.com/projects/%s/zones/us-central1-a/instances/"),
            new Sku(
                    Kind.STORAGE,
                    "95FF-2EF5-5EA1",
                    "Cloud Storage",
                    "0D5D-6E23-4250",
                    "Standard Storage US Multi-region",
                    "byte-seconds",
                    "gibibyte month",
                    2_628_000 * GIBIBYTE,
                    0.026,
                    new Place("us", "US", null, null),
                    "//storage.googleapis.com/projects/%s/buckets/"),
            new Sku(
                    Kind.ANALYSIS,
                    "24E6-581D-38E5",
                    "BigQuery",
                    "1DF5-1F98-1DD1",
                    "Analysis",
                    "bytes",
                    "tebibyte",
                    1024 * GIBIBYTE,
                    6.25,
                    new Place("us", "US", null, null),
                    ""),
            new Sku(
                    Kind.REQUESTS,
                    "152E-C115-5142",
                    "Cloud Run",
                    "2DA5-55D3-E679",
                    "Requests",
                    "requests",
                    "count",
                    1,
                    0.0000004,
                    GLOBAL,
                    "//run.googleapis.com/projects/%s/services/"),
            new Sku(
                    Kind.DATABASE,
                    "9662-B51E-5089",
                    "Cloud SQL",
                    "B8D9-0D0D-2C0C",
                    "Cloud SQL for PostgreSQL: Zonal - vCPU in Frankfurt",
                    "seconds",
                    "hour",
                    HOUR,
                    0.0517,
                    new Place("europe-west3", "DE", "europe-west3", null),
                    "//sqladmin.googleapis.com/projects/%s/instances/"),
            new Sku(
                    Kind.MARKETPLACE,
                    "F3A6-9D2C-41B7",
                    "Contoso Observability",
                    "77C1-2F40-9E5D",
                    "Contoso Observability, ingested \"events\"",
                    "count",
                    "count",
                    1,
                    0.0175,
                    GLOBAL,
                    ""),
            new Sku(
                    Kind.COMMITMENT,
                    COMPUTE,
                    "Compute Engine",
                    "A5B9-7D4E-22C1",
                    "Commitment v1: N2 Cpu in Americas for 1 Year",
                    "seconds",
                    "hour",
                    HOUR,
                    0.019915,
                    new Place("us-central1", "US", "us-central1", null),
                    ""),
            new Sku(
                    Kind.SUBSCRIPTION,
                    "FBF2-FC68-171A",
                    "Security Command Center",
                    "D5A4-0C3E-4DA4",
                    "Security Command Center Premium, seat",
                    "month",
                    "month",
                    1,
                    4.5,
                    GLOBAL,
                    ""));

    /** How many of the first are used by the hour; the others are charged by the day. */
    static final int HOURLY = Kind.COMMITMENT.ordinal();

    /** Those charged by the day. */
    static List<Sku> daily() {
        return ALL.subList(HOURLY, ALL.size());
    }

    /** What bills tell apart: kinds of usage, each with credits of its own. */
    enum Kind {
        CORES,
        MEMORY,
        EGRESS,
        STORAGE,
        ANALYSIS,
        REQUESTS,
        DATABASE,
        MARKETPLACE,
        COMMITMENT,
        SUBSCRIPTION
    }

    /**
     * Where something is; null is what a row leaves out.
     *
     * @param location the most exact of the others, or what several regions are called together
     */
    record Place(String location, String country, String region, String zone) {}
}
