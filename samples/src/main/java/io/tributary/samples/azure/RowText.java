package io.tributary.samples.azure;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Texts that several agreements have in common. */
final class RowText {

    private static final DateTimeFormatter MONTH_FIRST = DateTimeFormatter.ofPattern("MM/dd/uuuu", Locale.ROOT);

    private RowText() {}

    /** A day, the month first. */
    static String date(LocalDate day) {
        return MONTH_FIRST.format(day);
    }

    /** The day that {@link #date} spells. */
    static LocalDate day(String date) {
        return LocalDate.parse(date, MONTH_FIRST);
    }

    /** The end of a service period: customer agreements exclude it where it is a month or more. */
    static String servicePeriodEnd(Charge charge) {
        return date(
                charge.until().equals(charge.day())
                        ? charge.until()
                        : charge.until().plusDays(1));
    }

    static String costCenter(Charge charge) {
        return charge.subscription().index() % 2 == 0
                ? "CC-" + (100 + charge.subscription().index())
                : "";
    }

    /** Who is billed, by ARM id: the enrollment, the billing profile, or the subscription that pays as it goes. */
    static String accountPath(Charge charge) {
        AzurePlan.Scope scope = charge.delivery().scope();
        boolean hasProfiles = scope.billingAccount().contains(":");
        return hasProfiles ? scope.id() + "/billingProfiles/" + charge.profile().id() : scope.id();
    }

    /** The invoice, once there is one. */
    static String invoiceId(Charge charge) {
        return invoiceId(charge.delivery(), charge.profile().id());
    }

    /** The invoice of a profile, which rows of a period's last delivery name; empty before it. */
    static String invoiceId(AzurePlan.Delivery delivery, String profile) {
        return delivery.isLast()
                ? "G%09d".formatted(Math.floorMod(delivery.seed() + profile.hashCode(), 1_000_000_000))
                : "";
    }

    /** The negotiated price of a unit, in the currency of the price list; blank where nothing is priced. */
    static String unitPrice(Charge charge) {
        return charge.meter() == Meter.NOTHING ? "" : charge.meter().unitPrice().toPlainString();
    }

    /** The public price of a unit: 0 where there is none, as the exports have it. */
    static String listPrice(Charge charge) {
        return charge.meter().listPrice().toPlainString();
    }

    static String listCost(Charge charge, BigDecimal rate) {
        return charge.text(Spelling.exact(
                charge.meter().listPrice().multiply(charge.quantity()).multiply(rate)));
    }

    static String publisher(Charge charge) {
        return charge.meter().isMarketplace() ? "Contoso Observability Ltd." : "Microsoft";
    }

    static String orderId(Charge charge) {
        return charge.commitment() == null ? "" : charge.commitment().orderId();
    }

    static String term(Charge charge) {
        return charge.commitment() == null ? "" : charge.commitment().term();
    }

    static String reservationId(Charge charge) {
        return isReserved(charge) ? charge.commitment().id() : "";
    }

    static String reservationName(Charge charge) {
        return isReserved(charge) ? charge.commitment().name() : "";
    }

    /** The ARM id of the commitment, in the letter case of the delivery. */
    static String benefitId(Charge charge) {
        return charge.commitment() == null
                ? ""
                : new Resources(charge.delivery()).id(charge.commitment().benefitId());
    }

    static String benefitName(Charge charge) {
        return charge.commitment() == null ? "" : charge.commitment().name();
    }

    private static boolean isReserved(Charge charge) {
        return charge.commitment() != null && charge.commitment().isReservation();
    }
}
