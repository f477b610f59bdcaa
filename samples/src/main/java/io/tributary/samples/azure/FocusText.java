package io.tributary.samples.azure;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Texts of charges in Microsoft's FOCUS export, with its known defects: contracted costs that are 0 or lack the block
 * size, list costs that are 0, purchases with an effective cost, publishers, services and invoices without a name,
 * words in place of no value, and ids of commitments in another letter case.
 */
final class FocusText {

    private FocusText() {}

    static String time(LocalDate day) {
        return day + "T00:00:00Z";
    }

    /** The invoiced cost: 0 where a commitment has paid for the usage. */
    static String billedCost(Charge charge) {
        if (charge.isBroken()) {
            return charge.costText(AzureDataSet.FOCUS);
        }
        boolean paid = charge.kind() == Charge.Kind.COVERED || charge.kind() == Charge.Kind.UNUSED;
        return charge.text(paid ? BigDecimal.ZERO : charge.cost(AzureDataSet.FOCUS));
    }

    /** 0 for commitments themselves. A defect: purchases of savings plans have a cost. */
    static String effectiveCost(Charge charge) {
        boolean defect =
                isCommitment(charge, "Purchase") && !charge.commitment().isReservation();
        boolean none = charge.kind() == Charge.Kind.COMMITMENT && !defect;
        return charge.text(none ? BigDecimal.ZERO : charge.cost(AzureDataSet.FOCUS));
    }

    /** A defect: 0 for commitments and the marketplace, and divided by the block size once too often. */
    static String contractedCost(Charge charge) {
        if (charge.commitment() != null || charge.meter().isMarketplace()) {
            return "0";
        }
        if (charge.meter() == Meter.NOTHING) {
            return charge.text(charge.cost(AzureDataSet.FOCUS));
        }
        return charge.text(Spelling.exact(
                inBlocks(charge).multiply(charge.meter().unitPrice()).multiply(charge.rate())));
    }

    /** A defect: 0 where there is no public price. */
    static String listCost(Charge charge) {
        return RowText.listCost(charge, charge.rate());
    }

    static String contractedUnitPrice(Charge charge) {
        return charge.meter() == Meter.NOTHING
                ? ""
                : charge.text(Spelling.exact(charge.meter().unitPrice().multiply(charge.rate())));
    }

    static String listUnitPrice(Charge charge) {
        return charge.text(Spelling.exact(charge.meter().listPrice().multiply(charge.rate())));
    }

    /** A defect: the quantity is in blocks already, and is divided by their size. */
    static String pricingQuantity(Charge charge) {
        return charge.meter() == Meter.NOTHING ? "" : charge.text(inBlocks(charge));
    }

    static String pricingUnit(Charge charge) {
        int block = charge.meter().block();
        return charge.meter() == Meter.NOTHING
                ? ""
                : block == 1 ? charge.meter().unit() : block + " Units";
    }

    static String consumedQuantity(Charge charge) {
        return isUsage(charge) ? charge.text(charge.quantity()) : "";
    }

    static String consumedUnit(Charge charge) {
        return isUsage(charge) ? "Units" : "";
    }

    static String accountType(Charge charge) {
        if (charge.profile().id().isEmpty()) {
            return "Subscription";
        }
        return RowText.accountPath(charge).contains("/billingProfiles/") ? "Billing Profile" : "Billing Account";
    }

    static String category(Charge charge) {
        return switch (charge.chargeType()) {
            case "Usage", "UnusedReservation", "UnusedSavingsPlan" -> "Usage";
            case "Purchase", "Refund" -> "Purchase";
            case "Tax", "Credit" -> charge.chargeType();
            default -> "Adjustment";
        };
    }

    static String frequency(Charge charge) {
        return switch (charge.frequency()) {
            case "UsageBased" -> "Usage-Based";
            case "OneTime" -> "One-Time";
            default -> charge.frequency();
        };
    }

    static String pricingCategory(Charge charge) {
        return switch (charge.pricingModel()) {
            case "OnDemand" -> "Standard";
            case "Spot" -> "Dynamic";
            case Commitment.RESERVATION, Commitment.SAVINGS_PLAN -> "Committed";
            default -> "";
        };
    }

    static String commitmentCategory(Charge charge) {
        return charge.commitment() == null ? "" : charge.commitment().isReservation() ? "Usage" : "Spend";
    }

    static String commitmentType(Charge charge) {
        return charge.commitment() == null ? "" : charge.commitment().isReservation() ? "Reservation" : "Savings Plan";
    }

    static String commitmentStatus(Charge charge) {
        return switch (charge.kind()) {
            case COVERED -> "Used";
            case UNUSED -> "Unused";
            case ORDINARY, COMMITMENT -> "";
        };
    }

    /** A defect: only usage has a publisher. */
    static String publisher(Charge charge) {
        return charge.kind() == Charge.Kind.COMMITMENT || charge.kind() == Charge.Kind.UNUSED
                ? ""
                : RowText.publisher(charge);
    }

    /** A defect: enterprise agreements have no invoice id. */
    static String invoiceId(Charge charge) {
        return accountType(charge).equals("Billing Profile") ? RowText.invoiceId(charge) : "";
    }

    /** A defect: in place of no region, a word. */
    static String noRegion(Charge charge) {
        return charge.kind() == Charge.Kind.COMMITMENT ? "Unassigned" : "";
    }

    /** A defect: in place of no section, a number. */
    static String invoiceSection(Charge charge) {
        return charge.kind() == Charge.Kind.COMMITMENT ? "-2" : charge.profile().invoiceSection();
    }

    static String tags(Charge charge) {
        return braced(charge.resource().tags());
    }

    /** A JSON object; cost details leave its braces out in some rows. */
    static String braced(String json) {
        return json.isEmpty() || json.startsWith("{") ? json : "{" + json + "}";
    }

    private static BigDecimal inBlocks(Charge charge) {
        return Spelling.exact(
                charge.quantity().divide(BigDecimal.valueOf(charge.meter().block())));
    }

    private static boolean isUsage(Charge charge) {
        return category(charge).equals("Usage") && charge.kind() != Charge.Kind.UNUSED;
    }

    private static boolean isCommitment(Charge charge, String chargeType) {
        return charge.kind() == Charge.Kind.COMMITMENT && charge.chargeType().equals(chargeType);
    }
}
