package io.tributary.samples.gcp;

import io.tributary.samples.file.TsvTable;
import java.util.List;

/**
 * A SKU.
 *
 * @param kind its kind
 * @param serviceId id of the service
 * @param service its name
 * @param id id of the SKU
 * @param description its name
 * @param unit what usage is counted in
 * @param pricingUnit what it is priced in
 * @param unitsInPricingUnit how many of the one the other has
 * @param price price of a pricing unit, in dollars
 * @param place where it is
 * @param resource what the full name of its resources begins with, with a place for the project; empty where it has
 *     none
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

    /** One of each kind, in the order of the kinds. */
    static final List<Sku> ALL =
            TsvTable.beside(Sku.class, "skus.tsv").rows().stream().map(Sku::of).toList();

    /** The number of SKUs that are charged by the hour, which come first; the others are charged by the day. */
    static final int HOURLY = Kind.COMMITMENT.ordinal();

    private static Sku of(TsvTable.Row row) {
        return new Sku(
                row.constant("kind", Kind.class),
                row.text("serviceId"),
                row.text("service"),
                row.text("id"),
                row.text("description"),
                row.text("unit"),
                row.text("pricingUnit"),
                row.decimal("unitsInPricingUnit").doubleValue(),
                row.decimal("price").doubleValue(),
                Place.of(row),
                row.text("resource"));
    }

    /** The SKUs that are charged by the day. */
    static List<Sku> daily() {
        return ALL.subList(HOURLY, ALL.size());
    }

    /** A kind of usage; each has different credits. */
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
        SUBSCRIPTION,
        /** The fee of a commitment to spend, as it is since 2025: a credit gives back what usage takes of it. */
        FLEXIBLE_FEE,
        /** Usage under that commitment, billed at its price: a consumption model says so, and no credit. */
        FLEXIBLE_USE
    }

    /**
     * Where something is; null is what a row leaves out.
     *
     * @param location the most exact of the others, or what several regions are called together
     */
    record Place(String location, String country, String region, String zone) {

        private static Place of(TsvTable.Row row) {
            return new Place(
                    row.text("location"),
                    orNull(row.text("country")),
                    orNull(row.text("region")),
                    orNull(row.text("zone")));
        }

        private static String orNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }
}
