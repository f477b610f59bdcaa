package io.tributary.samples.aws;

import java.io.IOException;
import java.time.LocalDate;

/** The lines that are not hourly usage: taxes, fees, credits, refunds, the marketplace, and some unusual rows. */
final class MonthlyCharges {

    private static final int TAXED_ACCOUNTS = 5;

    private final Bill bill;
    private final Commitments commitments;
    private final CurLine line = new CurLine();
    private final int number;

    MonthlyCharges(Bill bill, Commitments commitments) {
        this.bill = bill;
        this.commitments = commitments;
        this.number = bill.delivery().number();
    }

    /** Makes the rows; some amounts grow from delivery to delivery. */
    void rows() throws IOException {
        taxes();
        fees();
        commitmentFees();
        credits();
        refunds();
        marketplace();
        unknownTypes();
        oddUsage();
    }

    private void taxes() throws IOException {
        for (int account = 0; account < Math.min(bill.accounts(), TAXED_ACCOUNTS); account++) {
            charge(LineItemType.TAX, account, "AmazonEC2", "Tax for product code AmazonEC2", "10.37", number);
            bill.add(taxed("VAT", "Amazon Web Services EMEA SARL"));
            charge(LineItemType.TAX, account, "AWSCloudTrail", "Tax for product code AWSCloudTrail", "0", 1);
            bill.add(taxed("Canada Tax", "Amazon Web Services Canada, Inc."));
        }
    }

    /** Taxes of some countries, where the seller sells there. */
    private CurLine taxed(String taxType, String legalEntity) {
        return bill.seller().isAmerican()
                ? line.text(LegacyColumn.TAX_TYPE, taxType).text(LegacyColumn.LEGAL_ENTITY, legalEntity)
                : line.text(LegacyColumn.TAX_TYPE, "GST");
    }

    private void fees() throws IOException {
        charge(
                LineItemType.FEE,
                0,
                "AWSSupportEnterprise",
                "Enterprise Support, 10% of the first 10,000 USD",
                "1500",
                1);
        bill.add(line.discounted(Discount.ENTERPRISE_WITHOUT_SKU));
        charge(LineItemType.FEE, last(), "AmazonRegistrar", "Registration of example.com", "13", 1);
        bill.add(line.text(LegacyColumn.BILL_TYPE, "Purchase"));
        charge(LineItemType.FLAT_RATE_SUBSCRIPTION, last(), "Kiro", "Kiro Pro, 3 seats", "57", 1);
        bill.add(line);
    }

    private void commitmentFees() throws IOException {
        for (ReservedInstance reservation : commitments.reservations()) {
            monthlyFee(reservation);
        }
        ReservedInstance bought = commitments.reservations().get(0);
        charge(
                LineItemType.FEE,
                0,
                "AmazonEC2",
                "Sign up charge for subscription: " + bought.subscription(),
                "984.56",
                1);
        bought.describe(line);
        bill.add(line);

        SavingsPlan upfront = commitments.plans().get(1);
        charge(
                LineItemType.SAVINGS_PLAN_UPFRONT_FEE,
                0,
                "ComputeSavingsPlans",
                "1 year All Upfront Savings Plan",
                "4380",
                1);
        bill.add(line.under(upfront));
    }

    /** One row for each reservation and month, with the values of the month so far. */
    private void monthlyFee(ReservedInstance reservation) throws IOException {
        long hours = 24L * bill.delivery().period().lengthOfMonth();
        long reserved = hours * reservation.count();
        long idle = 5L * number;
        long upfront = Price.cost(reserved, 0, reservation.upfrontPrice());
        long recurring = Price.cost(reserved, 0, reservation.recurringPrice());
        long idleUpfront = Price.cost(idle, 0, reservation.upfrontPrice());
        long idleRecurring = Price.cost(idle, 0, reservation.recurringPrice());
        Discounts discounts = bill.discounts();
        int factor = reservation.isFlexible() ? 4 : 1;
        bill.begin(line, reservation.kind(), LineItemType.RI_FEE, 0);
        reservation.describe(line);
        line.text(LegacyColumn.LINE_ITEM_DESCRIPTION, "Reserved instance applied, monthly fee")
                .quantity(reserved, 0)
                .rate(reservation.recurringPrice())
                .cost(recurring)
                .discounted(Discount.RESERVATION_VOLUME)
                .number(LegacyColumn.NORMALIZATION_FACTOR, factor, 0)
                .number(LegacyColumn.NORMALIZED_USAGE_AMOUNT, reserved * factor, 0)
                .number(LegacyColumn.RESERVATION_NUMBER_OF_RESERVATIONS, reservation.count(), 0)
                .number(LegacyColumn.RESERVATION_UNITS_PER_RESERVATION, hours, 0)
                .number(LegacyColumn.RESERVATION_TOTAL_RESERVED_UNITS, reserved, 0)
                .number(LegacyColumn.RESERVATION_NORMALIZED_UNITS_PER_RESERVATION, hours * factor, 0)
                .number(LegacyColumn.RESERVATION_TOTAL_RESERVED_NORMALIZED_UNITS, reserved * factor, 0)
                .number(LegacyColumn.RESERVATION_UNUSED_QUANTITY, idle, 0)
                .number(LegacyColumn.RESERVATION_UNUSED_NORMALIZED_UNIT_QUANTITY, idle * factor, 0)
                .text(LegacyColumn.RESERVATION_MODIFICATION_STATUS, "Original")
                .text(LegacyColumn.RESERVATION_START_TIME, "2026-02-01T00:00:00.000Z")
                .text(LegacyColumn.RESERVATION_END_TIME, "2027-01-31T23:59:59.000Z")
                .amount(LegacyColumn.RESERVATION_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD, upfront)
                .amount(LegacyColumn.RESERVATION_NET_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD, upfront)
                .amount(LegacyColumn.RESERVATION_UPFRONT_VALUE, 12 * upfront)
                .amount(LegacyColumn.RESERVATION_NET_UPFRONT_VALUE, 12 * upfront)
                .amount(LegacyColumn.RESERVATION_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD, idleUpfront)
                .amount(LegacyColumn.RESERVATION_NET_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD, idleUpfront)
                .amount(LegacyColumn.RESERVATION_UNUSED_RECURRING_FEE, idleRecurring)
                .amount(
                        LegacyColumn.RESERVATION_NET_UNUSED_RECURRING_FEE,
                        discounts.left(idleRecurring, Discount.RESERVATION_VOLUME));
        bill.add(line);
    }

    private void credits() throws IOException {
        charge(LineItemType.CREDIT, 0, "AmazonEC2", "AWS Activate, 2026", "-25.5", number);
        bill.add(line);
        charge(LineItemType.CREDIT, last(), "AmazonS3", "Service credit, see \"SLA\" of S3", "-0.0000000001", 1);
        bill.add(line);
        charge(LineItemType.CREDIT, last(), "", "Promotion that has been used up", "0", 1);
        bill.add(line.amount(LegacyColumn.UNBLENDED_COST, 0, "-0.0"));
        // Two identical credits: both count.
        charge(LineItemType.CREDIT, last(), "AWSLambda", "Training credit", "-5", 1);
        bill.add(line);
        bill.add(line);
    }

    private void refunds() throws IOException {
        LocalDate before = bill.delivery().period().minusMonths(1).atDay(17);
        charge(
                LineItemType.REFUND,
                last(),
                "AmazonEC2",
                "Refund of EC2 usage of the month before",
                "-42.4242424242",
                1);
        bill.add(line.text(LegacyColumn.BILL_TYPE, "Refund")
                .text(LegacyColumn.USAGE_TYPE, "BoxUsage:m5.large")
                .text(LegacyColumn.USAGE_START_DATE, bill.calendar().midnight(before))
                .text(LegacyColumn.USAGE_END_DATE, bill.calendar().midnight(before.plusDays(1))));
        charge(LineItemType.REFUND, 0, "AmazonEC2", "Refund of a reservation", "-81.25", 1);
        commitments.reservations().get(0).describe(line);
        bill.add(line);
        charge(LineItemType.REFUND, 0, "ComputeSavingsPlans", "Return of a Savings Plan", "-12", 1);
        bill.add(line);
        charge(LineItemType.REFUND, 0, "AmazonEC2", "Refund of a Savings Plan fee", "-3", 1);
        bill.add(line.under(commitments.plans().get(1)));
        charge(LineItemType.REFUND, 0, "", "Enterprise agreement true-up", "-100.01", number);
        bill.add(line);
    }

    private void marketplace() throws IOException {
        String seller = "Söhne & Töchter \"Daten\" GmbH, Köln";
        for (int i = 0; i < 3; i++) {
            charge(
                    LineItemType.USAGE,
                    last(),
                    "4fhnuog9rm5qajbk8nnkkbmz" + i,
                    "AWS Marketplace hourly software usage",
                    "0.37",
                    i + 1);
            seller(seller)
                    .text(LegacyColumn.USAGE_TYPE, "SoftwareUsage:m5.large")
                    .text(LegacyColumn.RESOURCE_ID, "i-0123456789abcdef" + i);
            bill.add(line);
        }
        charge(
                LineItemType.FEE,
                0,
                "b7xx4a0vt6d9hnqejfz2kpw31",
                "Annual contract, paid upfront, with \"premium\" support",
                "7500",
                1);
        bill.add(seller("データ株式会社"));
    }

    private CurLine seller(String name) {
        return line.text(LegacyColumn.BILLING_ENTITY, "AWS Marketplace")
                .text(LegacyColumn.INVOICING_ENTITY, "Amazon Web Services EMEA SARL")
                .text(LegacyColumn.LEGAL_ENTITY, name)
                .text(LegacyColumn.PRODUCT_NAME, "Log analysis, by " + name);
    }

    private void unknownTypes() throws IOException {
        charge(LineItemType.UNKNOWN, 0, "AmazonEC2", "A kind of discount that has yet to be invented", "-7.77", 1);
        bill.add(line);
        charge(LineItemType.UNKNOWN, last(), "AmazonEC2", "The same, without usage", "-0.23", number);
        bill.add(line.quantity(0, 0));
    }

    private void oddUsage() throws IOException {
        charge(
                LineItemType.USAGE,
                0,
                "AWSSupportBusiness",
                "Support, a part of what was spent",
                "29.0000000001",
                number);
        bill.add(line.text(LegacyColumn.USAGE_TYPE, "Dollar"));
        charge(LineItemType.USAGE, 0, "AmazonS3", "Cost with an exponent", "0.0000000078", 1);
        bill.add(line.amount(LegacyColumn.UNBLENDED_COST, Price.amount("0.0000000078"), "7.8E-9"));
        charge(LineItemType.USAGE, 0, "AmazonS3", "Cost with a positive exponent", "1200", 1);
        bill.add(line.amount(LegacyColumn.UNBLENDED_COST, Price.amount("1200"), "1.2E+3"));
        charge(LineItemType.USAGE, 0, "AmazonS3", "Cost with twelve decimals", "0.001653031092", 1);
        bill.add(line);
        charge(LineItemType.USAGE, 0, "AmazonS3", "More bytes than a double can count", "0.5", 1);
        bill.add(line.text(LegacyColumn.USAGE_AMOUNT, "9007199254740993123"));
        charge(LineItemType.USAGE, 0, "AmazonS3", "A quantity with twenty decimals", "0.25", 1);
        bill.add(line.text(LegacyColumn.USAGE_AMOUNT, "0.01234567890123456789"));
        charge(
                LineItemType.USAGE,
                last(),
                "AmazonS3",
                "Description with\nan end of line, a comma and \"quotes\"",
                "1",
                1);
        bill.add(line);
        charge(LineItemType.USAGE, last(), "AWSGlue", "Free tier", "0", 1);
        bill.add(line.amount(LegacyColumn.UNBLENDED_COST, 0, "0E-10"));
    }

    /** Starts a row of one unit that costs a multiple of an amount. */
    private void charge(LineItemType type, int account, String product, String description, String amount, int times) {
        bill.begin(line, null, type, account)
                .text(LegacyColumn.PRODUCT_CODE, product)
                .text(LegacyColumn.PRODUCT_NAME, product)
                .text(LegacyColumn.LINE_ITEM_DESCRIPTION, description)
                .quantity(1, 0)
                .cost(Math.multiplyExact(Price.amount(amount), times));
    }

    private int last() {
        return bill.accounts() - 1;
    }
}
