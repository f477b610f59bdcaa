package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deliveries of accounts that contain each other: each has its own records, and what both bill is said. */
class OverlapsTest extends Scenario {

    private static final String MEMBER = "210987654321";
    private static final String ENROLLMENT = "/providers/Microsoft.Billing/billingAccounts/8608480";
    private static final String SUBSCRIPTION = "/subscriptions/aaaaaaaa-1111-2222-3333-444444444444";

    private static final String AGREEMENT = "/providers/Microsoft.Billing/billingAccounts/a:b_2019-05-31";
    private static final String LINES = "BillingProfileId,BillingPeriodStartDate,BillingPeriodEndDate,Date,"
            + "SubscriptionId,ResourceId,ChargeType,PricingModel,CostInBillingCurrency,BillingCurrencyCode";

    private Instant now = FIRST;

    @Test
    void memberAndPayerThatBothStateTheMembersCostAreInConflict() {
        SmallBill shared = SmallBill.november().usage("vm", "100");
        aws(PAYER, SmallBill.november().usage("vm", "100").usage("own", "7"), "p1");
        aws(MEMBER, shared, "m1");

        complete("p1");
        complete("m1");
        assertThat(check().getState()).isEqualTo("CONFLICT");
        assertThat(check().getVerdict())
                .contains(
                        "Deliveries of " + PAYER + " and of " + MEMBER,
                        "account " + MEMBER + " of billing account " + PAYER,
                        "100.00 USD is counted twice",
                        "p1 or m1");
        assertThat(check().getTotals().get(0).getBilledCost()).isEqualByComparingTo("100");
    }

    @Test
    void memberAloneIsNoConflict() {
        aws(MEMBER, SmallBill.november().usage("vm", "100"), "m1");
        aws(MEMBER, SmallBill.november().usage("vm", "100").usage("db", "1"), "m2");

        complete("m2");
        live("101");
        harness.settle();
        assertThat(harness.verdicts()).doesNotContainKey("check");
    }

    @Test
    void neitherWithdrawsTheOthersRecords() {
        aws(PAYER, SmallBill.november().usage("vm", "100").usage("own", "7"), "p1");
        aws(MEMBER, SmallBill.november().usage("vm", "100").usage("db", "1"), "m1");
        aws(MEMBER, SmallBill.november().usage("db", "1"), "m2");

        complete("m2");
        live("108");
        assertThat(check().getVerdict()).contains("1.00 USD is counted twice");
    }

    @Test
    void amountThatIsSharedIsThatOfTheNewestDeliveryAlsoWhereMostRowsAreUnchanged() {
        aws(PAYER, SmallBill.november().usage("vm", "100"), "p1");
        aws(MEMBER, SmallBill.november().usage("vm", "100").usage("db", "1").usage("x", "2"), "m1");
        aws(MEMBER, SmallBill.november().usage("vm", "100").usage("db", "1").usage("x", "3"), "m2");

        assertThat(check().getVerdict()).contains("104.00 USD is counted twice");
    }

    @Test
    void enrollmentAndItsSubscriptionAreInConflictUntilOneIsEmpty() {
        azure(ENROLLMENT, AzureBill.of("azure.actual").usage("vm", "40").usage("db", "60"), "e1");
        azure(SUBSCRIPTION, AzureBill.of("azure.actual").usage("vm", "40"), "s1");

        assertThat(check().getState()).isEqualTo("CONFLICT");
        assertThat(check().getVerdict()).contains("40.00 EUR is counted twice", "billing account 8608480");
        azure(SUBSCRIPTION, AzureBill.of("azure.actual"), "s2");
        harness.send(pages(SUBSCRIPTION, "s2", now).instruction("CONFIRM"));
        assertThat(check().getState()).isEqualTo("COMPLETE");
        live("100");
    }

    @Test
    void focusExportOfTheEnrollmentAndDetailOfItsSubscriptionAreInConflict() {
        azure(ENROLLMENT, AzureBill.of("azure.focus").charge("vm", "Usage", "40", "40"), "e1");
        azure(SUBSCRIPTION, AzureBill.of("azure.actual").usage("vm", "40"), "s1");

        assertThat(check().getVerdict()).contains("40.00 EUR is counted twice");
    }

    @Test
    void amortizedAndActualCostsOfOneScopeAreNoOverlap() {
        azure(ENROLLMENT, AzureBill.of("azure.amortized").usage("vm", "40"), "a1");
        azure(
                ENROLLMENT,
                AzureBill.of("azure.actual.commitments").usage("vm", "40").reservation("5"),
                "c1");

        assertThat(harness.verdicts().values()).extracting(Delivery::getDataSet).doesNotContain("check.overlap");
        live("45");
    }

    @Test
    void yieldingTakesAScopesRecordsBackForGood() {
        aws(PAYER, SmallBill.november().usage("vm", "100").usage("own", "7"), "p1");
        aws(MEMBER, SmallBill.november().usage("vm", "100"), "m1");
        harness.send(awsPages(MEMBER, "p1", now).yieldingTo(awsScope(PAYER)));
        harness.settle();

        live("107");
        is("m1", "SUPERSEDED");
        assertThat(check().getState()).isEqualTo("COMPLETE");
        aws(MEMBER, SmallBill.november().usage("vm", "100"), "m2");
        is("m2", "SUPERSEDED");
        assertThat(verdict("m2").getVerdict()).contains("An operator preferred scope " + awsScope(PAYER));
        live("107");
    }

    @Test
    void preferringAScopeThatYieldedHasItTakenAgain() {
        aws(MEMBER, SmallBill.november().usage("vm", "100"), "m1");
        harness.send(awsPages(MEMBER, "p1", now).yieldingTo(awsScope(PAYER)));
        live("0");
        now = now.plus(Duration.ofHours(1));
        harness.send(awsPages(MEMBER, "m1", now).instruction("PREFER"));
        aws(MEMBER, SmallBill.november().usage("vm", "100"), "m2");

        complete("m2");
        live("100");
    }

    @Test
    void rowsOfAnotherAccountAreDeadLetters() {
        aws("999999999999", SmallBill.november().usage("vm", "100"), "x1");

        assertThat(verdict("x1").getRowsRejected()).isEqualTo(1);
        assertThat(harness.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.getCode()).isEqualTo("OTHER_ACCOUNT");
            assertThat(letter.getMessage()).contains(PAYER, MEMBER, "999999999999");
        });
        live("0");
    }

    @Test
    void rowsOfAnotherPeriodAreDeadLetters() {
        SmallBill december = new SmallBill(SmallBill.NOVEMBER.plusMonths(1)).usage("vm", "5");
        List<String> rows =
                new ArrayList<>(SmallBill.november().usage("vm", "3").rows());
        rows.addAll(december.rows());
        harness.send(pages("report", "d1", FIRST, FIRST).of(SmallBill.HEADER, rows, 2));

        assertThat(verdict("d1").getRowsRejected()).isEqualTo(1);
        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getCode()).isEqualTo("OTHER_PERIOD"));
        live("3");
    }

    @Test
    void payerWhoseZerosASpreadsheetDroppedIsTheSamePayer() {
        List<String> rows = SmallBill.november().usage("vm", "100").rows().stream()
                .map(row -> row.replace("," + PAYER + ",", ",12345678901,"))
                .toList();
        harness.send(awsPages(PAYER, "p1", now).of(SmallBill.HEADER, rows, 2));
        aws(MEMBER, SmallBill.november().usage("vm", "100"), "m1");

        assertThat(check().getVerdict()).contains("100.00 USD is counted twice", "billing account " + PAYER);
    }

    @Test
    void overlapStaysWhereAnotherBillingProfileIsAddedToRowsThatAreKnown() {
        List<String> known = List.of(line("p-1", "a", "1"), line("p-1", "b", "2"), line("p-1", "c", "4"));
        lines(AGREEMENT, known, "g1");
        lines(AGREEMENT + "/billingProfiles/p-1", known, "p1");
        assertThat(check().getVerdict()).contains("7.00 EUR is counted twice");
        List<String> more = new ArrayList<>(known);
        more.add(line("p-2", "d", "8"));
        lines(AGREEMENT, more, "g2");

        complete("g2");
        assertThat(check().getState()).isEqualTo("CONFLICT");
        assertThat(check().getVerdict()).contains("7.00 EUR is counted twice");
        lines(AGREEMENT + "/billingProfiles/p-2", List.of(line("p-2", "d", "8")), "p2");
        assertThat(check().getVerdict()).contains("8.00 EUR is counted twice");
    }

    @Test
    void partsOfOneScopeHaveNothingInCommon() {
        for (String kind : List.of(SUBSCRIPTION + "/resourceGroups/", ENROLLMENT + "/departments/")) {
            azure(kind + "one", AzureBill.of("azure.actual").usage("vm", "40"), "one");
            azure(kind + "two", AzureBill.of("azure.actual").usage("db", "60"), "two");
        }

        live("200");
        assertThat(harness.verdicts().values())
                .filteredOn(delivery -> delivery.getScope().contains("one")
                        && delivery.getScope().contains("two"))
                .isEmpty();
    }

    @Test
    void managementGroupsMayContainEachOther() {
        String group = "/providers/Microsoft.Management/managementGroups/";
        azure(group + "one", AzureBill.of("azure.actual").usage("vm", "40"), "one");
        azure(group + "two", AzureBill.of("azure.actual").usage("vm", "40"), "two");

        assertThat(check().getVerdict()).contains("40.00 EUR is counted twice");
    }

    @Test
    void rowOfAnEnrollmentNeedNotNameIt() {
        lines(ENROLLMENT, List.of(line("", "a", "5")), "e1");
        lines(SUBSCRIPTION, List.of(line("", "a", "5")), "s1");

        live("10");
        assertThat(check().getVerdict()).contains("5.00 EUR is counted twice");
    }

    @Test
    void rowWhoseAccountIsLongerThanAnyIdIsADeadLetter() {
        String group = "/providers/Microsoft.Management/managementGroups/one";
        String damaged = line("p-1", "a", "5").replace("p-1", "x".repeat(70_000));
        lines(group, List.of(damaged, line("p-1", "b", "6")), "one");

        live("6");
        assertThat(harness.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.getCode()).isEqualTo("DAMAGED_ACCOUNT"));
    }

    private void lines(String scope, List<String> rows, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        String header = rows.get(0).startsWith(",") ? LINES : LINES + ",PricingCurrency";
        harness.send(pages(scope, deliveryId, now).of(header, rows, 2));
    }

    /** A line of a billing profile, or of an enrollment that it does not name. */
    private static String line(String profile, String resource, String cost) {
        return String.join(
                ",",
                profile,
                "11/01/2025",
                "11/30/2025",
                "11/03/2025",
                SUBSCRIPTION.substring("/subscriptions/".length()),
                SUBSCRIPTION + "/resourceGroups/shop/providers/x/y/" + resource,
                "Usage",
                "OnDemand",
                cost,
                "EUR" + (profile.isEmpty() ? "" : ",EUR"));
    }

    private void aws(String account, SmallBill bill, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        harness.send(awsPages(account, deliveryId, now).of(SmallBill.HEADER, bill.rows(), 2));
    }

    private static Pages awsPages(String account, String deliveryId, Instant time) {
        return new Pages(account, SmallBill.NOVEMBER, deliveryId, time, time).ofReading(deliveryId);
    }

    private static String awsScope(String account) {
        return awsPages(account, "any", FIRST).instruction("any").getScope();
    }

    private void azure(String scope, AzureBill bill, String deliveryId) {
        now = now.plus(Duration.ofHours(1));
        List<RawPage> pages = bill.delivered(scope, deliveryId, now);
        harness.send(pages);
    }

    private static Pages pages(String scope, String deliveryId, Instant time) {
        return new Pages(scope, AzureBill.NOVEMBER, deliveryId, time, time)
                .ofDataSet("azure", "azure.actual", "text/csv; header=present");
    }

    private Delivery check() {
        return verdict("check");
    }
}
