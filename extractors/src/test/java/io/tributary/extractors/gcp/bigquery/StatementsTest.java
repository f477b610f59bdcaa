package io.tributary.extractors.gcp.bigquery;

import static io.tributary.extractors.gcp.bigquery.RowJsonTest.primitive;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.StandardSQLTypeName;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableId;
import com.google.cloud.bigquery.TimePartitioning;
import io.tributary.extractors.gcp.BillingExport;
import io.tributary.extractors.gcp.bigquery.Slice.Key;
import io.tributary.extractors.gcp.bigquery.Slice.Total;
import io.tributary.schemas.SourceCursor;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Queries for each kind of export, and what rows and slices are identified by. */
class StatementsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 3);
    private static final Instant EXPORTED = Instant.parse("2026-11-03T05:00:00.123456Z");
    private static final Schema FOCUS = Schema.of(
            Field.of("BillingAccountId", StandardSQLTypeName.STRING),
            Field.of("BillingPeriodStart", StandardSQLTypeName.TIMESTAMP),
            Field.of("BilledCost", StandardSQLTypeName.NUMERIC),
            Field.of("BillingCurrency", StandardSQLTypeName.STRING),
            Field.of("x_ExportTime", StandardSQLTypeName.TIMESTAMP));
    private static final Schema STANDARD = Schema.of(
            Field.of("cost", StandardSQLTypeName.FLOAT64),
            Field.of("export_time", StandardSQLTypeName.TIMESTAMP),
            Field.of("invoice", StandardSQLTypeName.STRUCT, Field.of("month", StandardSQLTypeName.STRING)));

    @Test
    void focusExportIsQueriedByItsOwnColumns() {
        BillingTable table = table(
                "gcp_billing_export_focus_018984_D0AAA4_940B88",
                BillingExport.FOCUS,
                FOCUS,
                TimePartitioning.Type.DAY,
                null);

        assertThat(Statements.inventory(table, Statements.from(table, DAY)))
                .contains("x_ExportTime AS export_time", "BillingAccountId AS account", "BillingCurrency AS currency")
                .contains("FORMAT_TIMESTAMP('%Y%m', BillingPeriodStart) AS month")
                .contains("SUM(CAST(CAST(BilledCost AS STRING) AS BIGNUMERIC)) AS cost")
                .contains("WHERE _PARTITIONTIME >= TIMESTAMP \"2026-11-03\"");
        assertThat(Statements.rows(table, DAY, List.of(EXPORTED)))
                .contains("FROM `project.billing.gcp_billing_export_focus_018984_D0AAA4_940B88`")
                .contains("_PARTITIONTIME >= TIMESTAMP \"2026-11-03\" AND _PARTITIONTIME < TIMESTAMP \"2026-11-04\"")
                .contains("x_ExportTime IN (TIMESTAMP_MICROS(1793682000123456))");
    }

    @Test
    void rowOfFocusNamesItsSliceAndItsCost() {
        RowReader reader = new RowReader(BillingExport.FOCUS, FOCUS.getFields());
        FieldValueList row = FieldValueList.of(List.of(
                primitive("billingAccounts/018984-D0AAA4-940B88"),
                primitive("1793516400000000"),
                primitive("-1.5"),
                primitive("EUR"),
                primitive("1793682000123456")));

        assertThat(reader.key(row)).contains(new Key(EXPORTED, "018984-D0AAA4-940B88", YearMonth.of(2026, 11)));
        assertThat(reader.net(row)).isEqualByComparingTo("-1.5");
    }

    @Test
    void partitionsByAColumnOrByMonthAreNamedAsTheTableHasThem() {
        assertThat(table("copy", BillingExport.STANDARD, STANDARD, TimePartitioning.Type.MONTH, null)
                        .partitioning()
                        .from(DAY))
                .isEqualTo("_PARTITIONTIME >= TIMESTAMP \"2026-11-01\"");
        assertThat(table("copy", BillingExport.STANDARD, STANDARD, TimePartitioning.Type.DAY, "export_time")
                        .partitioning()
                        .from(DAY))
                .isEqualTo("`export_time` >= TIMESTAMP \"2026-11-03\"");
    }

    @Test
    void exportIsRecognisedByTheNameOfItsTableOrByItsColumns() {
        assertThat(BillingExport.ofTable("gcp_billing_export_v1_018984_D0AAA4_940B88"))
                .contains(BillingExport.STANDARD);
        assertThat(BillingExport.ofTable("gcp_billing_export_resource_v1_018984_D0AAA4_940B88"))
                .contains(BillingExport.DETAILED);
        assertThat(BillingExport.ofTable("gcp_billing_export_focus_018984_D0AAA4_940B88"))
                .contains(BillingExport.FOCUS);
        assertThat(BillingExport.ofTable("cloud_pricing_export")).isEmpty();
        assertThat(ExportColumns.export(STANDARD.getFields())).contains(BillingExport.STANDARD);
        assertThat(ExportColumns.export(FOCUS.getFields())).contains(BillingExport.FOCUS);
        assertThat(ExportColumns.export(FieldList.of(Field.of("name", StandardSQLTypeName.STRING))))
                .isEmpty();
    }

    @Test
    void fingerprintDependsOnNumberAndCostsAndNotOnTheirText() {
        Slice slice = slice(new Total("USD", 3, new BigDecimal("1.50"), new BigDecimal("-0.5")));

        assertThat(slice(new Total("USD", 3, new BigDecimal("15E-1"), new BigDecimal("-0.500")))
                        .fingerprint())
                .isEqualTo(slice.fingerprint());
        assertThat(List.of(
                        slice(new Total("USD", 4, new BigDecimal("1.50"), new BigDecimal("-0.5"))),
                        slice(new Total("USD", 3, new BigDecimal("1.51"), new BigDecimal("-0.5"))),
                        slice(new Total("USD", 3, new BigDecimal("1.50"), new BigDecimal("0.5"))),
                        slice(new Total("EUR", 3, new BigDecimal("1.50"), new BigDecimal("-0.5")))))
                .extracting(Slice::fingerprint)
                .doesNotHaveDuplicates()
                .doesNotContain(slice.fingerprint());
    }

    @Test
    void watermarkComesFromTheCursorsOfTheTable() {
        // Given
        BillingTable table =
                table("gcp_billing_export_v1_A", BillingExport.STANDARD, STANDARD, TimePartitioning.Type.DAY, null);
        Map<String, SourceCursor> cursors = new TreeMap<>();
        for (String scope : List.of(
                slice(new Total("USD", 1, BigDecimal.ONE, BigDecimal.ZERO)).scope(table),
                "gcp/gcp.standard/B/2026-10-01/gcp_billing_export_v1_A/2026-10-09/2026-10-08T23:00:00.000000Z",
                "gcp/gcp.standard/B/2026-12-01/gcp_billing_export_v1_B/2026-12-09/2026-12-09T23:00:00.000000Z",
                "gcp/gcp.detailed/B/2026-12-01/gcp_billing_export_v1_A/2026-12-09/2026-12-09T23:00:00.000000Z",
                "aws/aws.cur.legacy/000000000042/2026-12-01/prefix/report")) {
            cursors.put(scope, null);
        }

        // When, then
        assertThat(Watermark.of(table, cursors)).contains(new Watermark(LocalDate.of(2026, 10, 9), EXPORTED));
        assertThat(Watermark.of(table, Map.of())).isEmpty();
    }

    private static Slice slice(Total total) {
        return new Slice(DAY, new Key(EXPORTED, "A", YearMonth.of(2026, 11)), List.of(total));
    }

    private static BillingTable table(
            String name, BillingExport export, Schema schema, TimePartitioning.Type unit, String field) {
        StandardTableDefinition definition = StandardTableDefinition.newBuilder()
                .setSchema(schema)
                .setTimePartitioning(
                        TimePartitioning.newBuilder(unit).setField(field).build())
                .build();
        return new BillingTable(
                TableId.of("project", "billing", name),
                export,
                schema.getFields(),
                Partitioning.of(definition, schema.getFields(), export),
                Optional.empty());
    }
}
