package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which columns tell rows of line detail apart, and which ones Azure may change without making another row of it. */
class AzureIdentityTest {

    private static final Map<String, String> ROW = row();

    /** The base row with a value in every identifying column. */
    private static Map<String, String> row() {
        Map<String, String> row = AzureCases.baseRow("ea");
        row.put("InvoiceSectionId", "section");
        row.put("ProductId", "product");
        row.put("PlanName", "plan");
        row.put("ReservationId", "9a2b");
        row.put("benefitId", "/providers/microsoft.capacity/reservationorders/6f1e/reservations/9a2b");
        row.put("ProductOrderId", "6f1e");
        row.put("Term", "12");
        row.put("ServiceInfo1", "one");
        row.put("ServiceInfo2", "two");
        row.put("servicePeriodStartDate", "11/01/2025");
        row.put("servicePeriodEndDate", "11/30/2025");
        row.put("invoiceId", "");
        row.put("publisherId", "");
        row.put("exchangeRatePricingToBilling", "");
        return Collections.unmodifiableMap(row);
    }

    @ParameterizedTest
    @CsvSource({
        "BillingPeriodStartDate, 10/01/2025",
        "BillingAccountId, 999",
        "BillingProfileId, 999",
        "InvoiceSectionId, other",
        "AccountOwnerId, other@example.com",
        "SubscriptionId, bbbbbbbb-1111-2222-3333-444444444444",
        "ResourceId, /subscriptions/other",
        "ResourceGroup, other",
        "ResourceLocation, US West",
        "Date, 11/04/2025",
        "MeterId, other",
        "ProductId, other",
        "PartNumber, other",
        "OfferId, other",
        "ChargeType, Adjustment",
        "Frequency, OneTime",
        "PricingModel, Spot",
        "PublisherType, Marketplace",
        "PlanName, other",
        "ReservationId, other",
        "benefitId, other",
        "ProductOrderId, other",
        "Term, 36",
        "UnitOfMeasure, 1 Hour",
        "ServiceInfo1, other",
        "ServiceInfo2, other",
        "AdditionalInfo, '{\"VCPUs\":4}'",
        "BillingCurrencyCode, EUR",
        "servicePeriodStartDate, 10/01/2025",
        "servicePeriodEndDate, 10/31/2025",
        "Tags, '{\"env\":\"test\"}'"
    })
    void rowIsAnotherWhereAnIdentifyingColumnDiffers(String column, String value) {
        assertThat(ROW).containsKey(column);

        assertThat(key(changed(column, value))).isNotEqualTo(key(ROW));
        assertThat(key(changed(column, value))).isEqualTo(key(changed(column, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "CostCenter, other",
        "invoiceId, G1",
        "publisherId, other",
        "exchangeRatePricingToBilling, 2",
        "UnitPrice, 1",
        "EffectivePrice, 1",
        "PayGPrice, 1",
        "Quantity, 1",
        "CostInBillingCurrency, 1",
        "SubscriptionName, other",
        "InvoiceSectionName, other",
        "BillingAccountName, other",
        "ProductName, other",
        "MeterName, other",
        "MeterCategory, other",
        "ResourceName, other",
        "ReservationName, other",
        "benefitName, other",
        "CostAllocationRuleName, other",
        "BillingPeriodEndDate, 12/11/2025"
    })
    void rowIsTheSameWhateverElseAzureChanges(String column, String value) {
        assertThat(ROW).containsKey(column);

        assertThat(key(changed(column, value))).isEqualTo(key(ROW));
    }

    @Property(tries = 50)
    void lettersOfIdsDoNotMatter(@ForAll boolean[] upper) {
        Map<String, String> changed = new LinkedHashMap<>(ROW);
        List.of(
                        "SubscriptionId",
                        "ResourceId",
                        "ResourceGroup",
                        "ResourceLocation",
                        "MeterId",
                        "benefitId",
                        "ReservationId")
                .forEach(column -> changed.compute(column, (name, value) -> inLetters(value, upper)));

        assertThat(key(changed)).isEqualTo(key(ROW));
    }

    private static String inLetters(String text, boolean[] upper) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String letter = text.substring(i, i + 1);
            boolean up = upper.length > 0 && upper[i % upper.length];
            letters.append(up ? letter.toUpperCase(Locale.ROOT) : letter.toLowerCase(Locale.ROOT));
        }
        return letters.toString();
    }

    @Test
    void lastSlashOfAnIdDoesNotMatter() {
        assertThat(key(changed("ResourceId", ROW.get("ResourceId") + "/"))).isEqualTo(key(ROW));
    }

    @Test
    void subscriptionOfZerosIsNone() {
        assertThat(key(changed("SubscriptionId", "00000000-0000-0000-0000-000000000000")))
                .isEqualTo(key(changed("SubscriptionId", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "Tags, '{\"team\":\"shop\",\"env\":\"prod\"}'",
        "Tags, '\"team\" : \"shop\", \"env\":\"prod\"'",
        "AdditionalInfo, '{\"VCPUs\":2,\"UsageType\":\"ComputeHR\","
                + "\"ImageType\":null,\"ServiceType\":\"Standard_D2_v3\"}'"
    })
    void objectIsTheSameInAnyOrderOfItsKeys(String column, String value) {
        assertThat(key(changed(column, value))).isEqualTo(key(ROW));
    }

    @ParameterizedTest
    @CsvSource({
        "Date, 11/3/2025",
        "Date, 2025-11-03",
        "Date, 2025-11-03T00:00:00.0000000Z",
        "servicePeriodEndDate, 2025-11-30",
        "BillingPeriodStartDate, 2025-11-01T00:00:00Z"
    })
    void dayIsTheSameHoweverItIsWritten(String column, String value) {
        assertThat(key(changed(column, value))).isEqualTo(key(ROW));
    }

    @Test
    void blankBillingPeriodIsThePages() {
        assertThat(key(changed("BillingPeriodStartDate", ""))).isEqualTo(key(ROW));
    }

    @Test
    void orderAndFormOfTheHeaderDoNotMatter() {
        List<String> names = new ArrayList<>(ROW.keySet());
        Collections.reverse(names);
        Map<String, String> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, ROW.get(name)));
        Map<String, String> renamed = new LinkedHashMap<>();
        ROW.forEach((name, value) -> renamed.put("Übersetzt (" + name.toLowerCase(Locale.ROOT) + ")", value));

        assertThat(key(reversed)).isEqualTo(key(ROW));
        assertThat(key(renamed)).isEqualTo(key(ROW));
    }

    @Test
    void everyRoleHasKeysOfItsOwn() {
        Map<String, String> purchase = changed("ChargeType", "Purchase");
        purchase.put("PricingModel", "Reservation");

        assertThat(key(CostsRole.AMORTIZED, ROW)).isNotEqualTo(key(CostsRole.ACTUAL, ROW));
        assertThat(key(CostsRole.COMMITMENTS, purchase)).isNotEqualTo(key(CostsRole.ACTUAL, purchase));
    }

    @Test
    void exportAndUsageDetailsNameTheSameLine() {
        RawPage usageDetails = AzureCases.page(AzureCases.all().get("usage-details-legacy"));
        Map<String, String> export = AzureCases.baseRow("ea");

        List<CostRecord> api = Records.of(AzurePages.normalize(usageDetails));

        assertThat(api.get(0).getXLineKey()).isEqualTo(key(CostsRole.ACTUAL, export));
    }

    @Test
    void rowsOfEqualKeysAreAllKept() {
        Map<String, String> dearer = changed("CostInBillingCurrency", "2.92");

        List<CostRecord> records = Records.of(AzurePages.normalize(CostsRole.ACTUAL, List.of(ROW, ROW, dearer)));

        assertThat(records).extracting(CostRecord::getXLineKey).containsOnly(key(CostsRole.ACTUAL, ROW));
        assertThat(records)
                .extracting(
                        record -> record.getBilledCost().stripTrailingZeros().toPlainString())
                .containsExactly("1.92", "1.92", "2.92");
    }

    private static Map<String, String> changed(String column, String value) {
        Map<String, String> changed = new LinkedHashMap<>(ROW);
        changed.put(column, value);
        return changed;
    }

    private static String key(Map<String, String> row) {
        return key(CostsRole.AMORTIZED, row);
    }

    private static String key(CostsRole role, Map<String, String> row) {
        List<CostRecord> records = Records.of(AzurePages.normalize(role, List.of(row)));
        assertThat(records).hasSize(1);
        return records.get(0).getXLineKey();
    }
}
