package io.tributary.streams.normalize.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.streams.GcpJson;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.Records;
import io.tributary.streams.normalize.focus.FocusExport;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of rows of Google Cloud's FOCUS export. */
class GcpFocusTest {

    private static final LocalDate MONTH = LocalDate.of(2025, 11, 1);
    private static final String ACCOUNT = "018984-D0AAA4-940B88";
    private static final FocusExport EXPORT = GcpDataSets.focus();

    private static Map<String, String> row() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("BillingAccountId", ACCOUNT);
        row.put("BillingPeriodStart", "2025-11-01T00:00:00.000000Z");
        row.put("BillingPeriodEnd", "2025-12-01T00:00:00.000000Z");
        row.put("ChargePeriodStart", "2025-11-03T10:00:00.000000Z");
        row.put("ChargePeriodEnd", "2025-11-03T11:00:00.000000Z");
        row.put("ChargeCategory", "Usage");
        row.put("ChargeFrequency", "Usage-Based");
        row.put("BilledCost", "0.126444000");
        row.put("EffectiveCost", "0.126444000");
        row.put("ListCost", "0.130000000");
        row.put("ContractedCost", "0.126444000");
        row.put("BillingCurrency", "USD");
        row.put("ProviderName", "Google Cloud");
        row.put("InvoiceIssuerName", "Google Cloud");
        row.put("ServiceName", "Compute Engine");
        row.put("ServiceCategory", "Compute");
        row.put("ServiceSubcategory", "Virtual Machines");
        row.put("SubAccountId", "shop-prod");
        row.put("InvoiceId", "");
        row.put("Tags", "[{\"Key\":\"cost-center\",\"Value\":\"77\",\"x_Inherited\":true,\"x_Namespace\":\"12\"}]");
        row.put("x_Labels", "[{\"key\":\"env\",\"value\":\"prod\"}]");
        row.put("x_ProjectLabels", "[{\"key\":\"env\",\"value\":\"shop\"}]");
        row.put("x_ExportTime", "2025-11-04T05:12:31.482911Z");
        return row;
    }

    private static Map<String, String> row(String column, String value) {
        Map<String, String> row = row();
        row.put(column, value);
        return row;
    }

    @Test
    void rowBecomesARecordWithItsMoneyAsItIs() {
        CostRecord record = record(row());

        assertThat(record.getXProvider()).hasToString("gcp");
        assertThat(record.getXDataSet()).hasToString("gcp.focus");
        assertThat(record.getXSourceFocusVersion()).hasToString("1.2");
        assertThat(record.getBillingAccountType()).hasToString("Billing Account");
        assertThat(record.getBilledCost()).isEqualByComparingTo("0.126444");
        assertThat(record.getListCost()).isEqualByComparingTo("0.13");
        assertThat(record.getSubAccountId()).hasToString("shop-prod");
        assertThat(record.getXExportTime()).hasToString("2025-11-04T05:12:31.482911Z");
        assertThat(record.getServiceProviderName()).hasToString("Google Cloud");
        assertThat(record.getPricingCurrency()).hasToString("USD");
    }

    @Test
    void structsOfTagsAndLabelsBecomeAnObjectAndAreKept() {
        CostRecord record = record(row());

        assertThat(record.getTags())
                .hasToString("{\"env\":\"prod\",\"project/env\":\"shop\",\"tag/12/cost-center\":\"77\"}");
        assertThat(record.getXTagsRaw().toString()).contains("x_Inherited\":true");
        assertThat(record.getXSourceColumns().toString()).contains("\"x_Labels\":\"[{", "\"x_ProjectLabels\":\"[{");
    }

    @Test
    void rowWithoutTagsHasNone() {
        Map<String, String> row = row("Tags", "[]");
        row.put("x_Labels", "[]");
        row.put("x_ProjectLabels", "");

        assertThat(record(row).getTags()).isNull();
        assertThat(record(row).getXTagsRaw()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BilledCost", "ListCost", "x_ExportTime", "InvoiceId", "Tags", "ServiceName"})
    void everyColumnMakesARowAnother(String column) {
        String value = column.endsWith("Cost") ? "0.2" : column.equals("Tags") ? "[{\"Key\":\"a\"}]" : "another";
        NormalizedPage page = normalize(List.of(row(), row(column, value)), "slice");

        assertThat(page.records()).extracting(NormalizedRecord::key).doesNotHaveDuplicates();
    }

    @Test
    void rowsThatAreAlikeShareTheirKeyWithinTheirSliceOnly() {
        NormalizedPage page = normalize(List.of(row(), row()), "slice");
        NormalizedPage other = normalize(List.of(row()), "another slice");

        assertThat(page.records().get(0).key()).isEqualTo(page.records().get(1).key());
        assertThat(other.records().get(0).key())
                .isNotEqualTo(page.records().get(0).key());
    }

    @Test
    void sliceStatesItsOwnMoney() {
        RawPage page = page(List.of(row()), "slice");

        assertThat(EXPORT.statement(page)).isEqualTo(page.getScope());
        assertThat(EXPORT.supplement(page)).isEmpty();
    }

    @Property(tries = 50)
    void amountsAreCopiedToTheLastDecimal(
            @ForAll @BigRange(min = "-9999999999", max = "9999999999") @Scale(24) BigDecimal amount) {
        CostRecord record = record(row("BilledCost", amount.toPlainString()));

        assertThat(record.getBilledCost()).isEqualByComparingTo(amount);
    }

    private static CostRecord record(Map<String, String> row) {
        NormalizedPage page = normalize(List.of(row), "slice");
        assertThat(page.rejectedRows()).isEmpty();
        return Records.of(page).get(0);
    }

    private static NormalizedPage normalize(List<Map<String, String>> rows, String slice) {
        return AnyAccount.normalizer(900_000, EXPORT).normalize(page(rows, slice));
    }

    private static RawPage page(List<Map<String, String>> rows, String slice) {
        String content = rows.stream().map(GcpJson::line).collect(Collectors.joining("\n"));
        Instant time = Instant.parse("2025-11-05T00:00:00Z");
        return RawPage.newBuilder()
                .setProvider("gcp")
                .setDataSet("gcp.focus")
                .setBillingAccountId(ACCOUNT)
                .setBillingPeriodStart(MONTH)
                .setBillingPeriodEnd(MONTH.plusMonths(1))
                .setScope(Keys.scope("gcp", "gcp.focus", ACCOUNT, MONTH, slice))
                .setDeliveryId("job")
                .setDeliveryTime(time)
                .setPageNumber(0)
                .setContentType("application/x-ndjson")
                .setContent(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)))
                .setRowCount(rows.size())
                .setChecksum(0)
                .setArtifact("bigquery:table")
                .setArtifactRow(0)
                .setExtractedAt(time)
                .setExtractorVersion("test")
                .build();
    }
}
