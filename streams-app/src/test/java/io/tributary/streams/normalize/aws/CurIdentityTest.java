package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.streams.Csv;
import io.tributary.streams.Pages;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.Records;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which columns of a report tell rows apart, and which ones AWS may change without making another row of it. */
class CurIdentityTest {

    private static final Map<String, String> ROW = row();

    /** The base row with a value in every identifying column. */
    private static Map<String, String> row() {
        Map<String, String> row = CurCases.baseRow();
        row.put("bill/InvoiceId", "");
        row.put("lineItem/TaxType", "VAT");
        row.put("lineItem/IamPrincipal", "arn:aws:iam::111122223333:user/bob");
        row.put("pricing/RateId", "4711");
        row.put("savingsPlan/SavingsPlanARN", "arn:aws:savingsplans::1:savingsplan/1");
        row.put("reservation/ReservationARN", "arn:aws:ec2:us-east-1:1:reserved-instances/1");
        row.put("reservation/SubscriptionId", "1");
        row.put("splitLineItem/ParentResourceId", "i-parent");
        row.put("resourceTags/user:team", "search");
        row.put("costCategory/Team", "search");
        row.put("lineItem/NetUnblendedCost", "0.09");
        row.put("product/instanceType", "m5.large");
        return Collections.unmodifiableMap(row);
    }

    @ParameterizedTest
    @CsvSource({
        "bill/PayerAccountId, 999999999999",
        "bill/BillingPeriodStartDate, 2025-10-01T00:00:00Z",
        "bill/BillType, Refund",
        "lineItem/IamPrincipal, arn:aws:iam::111122223333:user/alice",
        "bill/BillingEntity, AWS Marketplace",
        "lineItem/LegalEntity, Somebody Else",
        "lineItem/UsageAccountId, 999999999999",
        "lineItem/LineItemType, Fee",
        "lineItem/UsageStartDate, 2025-11-03T00:30:00Z",
        "lineItem/UsageEndDate, 2025-11-03T02:00:00Z",
        "lineItem/ProductCode, AmazonS3",
        "lineItem/UsageType, BoxUsage:m5.xlarge",
        "lineItem/Operation, RunInstances:0002",
        "lineItem/ResourceId, i-other",
        "lineItem/AvailabilityZone, us-east-1b",
        "lineItem/TaxType, GST",
        "lineItem/CurrencyCode, EUR",
        "lineItem/LineItemDescription, something else",
        "product/sku, OTHERSKU",
        "pricing/RateCode, OTHER.RATE.CODE",
        "pricing/term, Reserved",
        "savingsPlan/SavingsPlanARN, arn:aws:savingsplans::1:savingsplan/2",
        "reservation/ReservationARN, arn:aws:ec2:us-east-1:1:reserved-instances/2",
        "reservation/SubscriptionId, 2",
        "splitLineItem/ParentResourceId, i-other-parent"
    })
    void rowIsAnotherWhereAnIdentifyingColumnDiffers(String column, String value) {
        assertThat(ROW).containsKey(column);

        assertThat(key(changed(column, value))).isNotEqualTo(key(ROW));
        assertThat(key(changed(column, value))).isEqualTo(key(changed(column, value)));
    }

    @Test
    void accountIsTheSameWhereItsZerosAreLost() {
        Map<String, String> whole = changed("lineItem/UsageAccountId", "000000000042");
        Map<String, String> lost = new LinkedHashMap<>(changed("lineItem/UsageAccountId", "42"));
        lost.put("bill/PayerAccountId", "12345678901");

        assertThat(key(lost)).isEqualTo(key(whole));
    }

    @ParameterizedTest
    @CsvSource({
        "identity/LineItemId, another",
        "identity/TimeInterval, 2025-11-03T00:00:00Z/2025-11-04T00:00:00Z",
        "bill/InvoiceId, 1234567890",
        "bill/InvoicingEntity, Somebody Else",
        "lineItem/UsageAmount, 2",
        "lineItem/UnblendedRate, 0.1",
        "lineItem/UnblendedCost, 12.5",
        "lineItem/NetUnblendedCost, 11",
        "pricing/publicOnDemandCost, 12",
        "pricing/publicOnDemandRate, 12",
        "pricing/RateId, 4712",
        "pricing/unit, Hours",
        "pricing/currency, EUR",
        "product/ProductName, another name",
        "product/region, us-west-2",
        "product/instanceType, m6i.large",
        "resourceTags/user:team, ads",
        "costCategory/Team, ads"
    })
    void rowIsTheSameWhateverElseAwsChanges(String column, String value) {
        assertThat(ROW).containsKey(column);

        assertThat(key(changed(column, value))).isEqualTo(key(ROW));
    }

    @Test
    void blankColumnsDoNotMakeTheirNeighboursTheirs() {
        Map<String, String> usageType = changed("lineItem/UsageType", "x");
        usageType.put("lineItem/Operation", "");
        Map<String, String> operation = changed("lineItem/UsageType", "");
        operation.put("lineItem/Operation", "x");

        assertThat(key(usageType)).isNotEqualTo(key(operation));
    }

    @Test
    void orderAndFormOfTheHeaderDoNotMatter() {
        List<String> names = new ArrayList<>(ROW.keySet());
        Collections.reverse(names);
        Map<String, String> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, ROW.get(name)));
        Map<String, String> renamed = new LinkedHashMap<>();
        ROW.forEach((name, value) -> renamed.put(snakeCase(name), value));

        assertThat(key(reversed)).isEqualTo(key(ROW));
        assertThat(key(renamed)).isEqualTo(key(ROW));
    }

    @Test
    void timeIsTheSameHoweverItIsWritten() {
        assertThat(key(changed("lineItem/UsageStartDate", "2025-11-03 00:00:00.000")))
                .isEqualTo(key(ROW));
        assertThat(key(changed("lineItem/UsageEndDate", "2025-11-03T00:59:59Z")))
                .isEqualTo(key(ROW));
    }

    @Test
    void taxOfADailyReportIsAnotherEachDay() {
        Map<String, String> first = changed("lineItem/LineItemType", "Tax");
        Map<String, String> second = new LinkedHashMap<>(first);
        second.put("identity/TimeInterval", "2025-11-04T00:00:00Z/2025-11-05T00:00:00Z");

        assertThat(key(first)).isNotEqualTo(key(second));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2025-11-03T00:00:00.000Z/2025-11-04T00:00:00.000Z",
                "2025-11-03 00:00:00/2025-11-04 00:00:00",
                "2025-11-03T00:00:00+00:00/2025-11-04T05:30:00+05:30"
            })
    void intervalOfTaxIsTheSameHoweverItIsWritten(String interval) {
        Map<String, String> tax = changed("lineItem/LineItemType", "Tax");
        tax.put("identity/TimeInterval", "2025-11-03T00:00:00Z/2025-11-04T00:00:00Z");
        Map<String, String> same = new LinkedHashMap<>(tax);
        same.put("identity/TimeInterval", interval);

        assertThat(key(same)).isEqualTo(key(tax));
    }

    @ParameterizedTest
    @ValueSource(strings = {"November/December", "2025-11-03T00:00:00Z", "2025-11-03T00:00:00Z/", "/", "today"})
    void intervalOfTaxThatIsNoTimesStandsForItself(String interval) {
        Map<String, String> tax = changed("lineItem/LineItemType", "Tax");
        tax.put("identity/TimeInterval", interval);
        Map<String, String> other = new LinkedHashMap<>(tax);
        other.put("identity/TimeInterval", interval + "x");

        assertThat(key(tax)).isEqualTo(key(tax)).isNotEqualTo(key(other));
    }

    @Test
    void podsOfOneInstanceAreToldApart() {
        Map<String, String> one = changed("lineItem/ResourceId", "arn:aws:eks:us-east-1:1:pod/shop/default/front/1");
        Map<String, String> other = changed("lineItem/ResourceId", "arn:aws:eks:us-east-1:1:pod/shop/default/front/2");

        assertThat(key(one)).isNotEqualTo(key(other));
    }

    @Test
    void recordsOfOneRowHaveKeysOfTheirOwn() {
        List<CostRecord> records = records(changed("lineItem/LineItemType", "RIFee"));

        assertThat(records).hasSize(2);
        assertThat(records.get(0).getXLineKey()).isNotEqualTo(records.get(1).getXLineKey());
    }

    private static Map<String, String> changed(String column, String value) {
        Map<String, String> changed = new LinkedHashMap<>(ROW);
        changed.put(column, value);
        return changed;
    }

    private static String key(Map<String, String> row) {
        List<CostRecord> records = records(row);
        assertThat(records).hasSize(1);
        return records.get(0).getXLineKey();
    }

    private static List<CostRecord> records(Map<String, String> row) {
        Instant time = Instant.parse("2025-11-04T00:00:00Z");
        return Records.of(AnyAccount.normalizer(900_000, CurDataSet.legacy(Optional.empty()))
                .normalize(new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", time, time)
                        .page(0, Csv.line(row.keySet()) + "\n" + Csv.line(row.values()) + "\n", 1, 0)));
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1")
                .replaceAll("[/:]_?", "_")
                .replaceAll("__", "_")
                .toLowerCase(java.util.Locale.ROOT);
    }
}
