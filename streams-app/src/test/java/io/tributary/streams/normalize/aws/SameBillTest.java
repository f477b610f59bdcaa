package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.CostSurvey;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.Records;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One bill in three formats: its records are equal, but for the columns that docs/semantics.md lists and explains. */
class SameBillTest {

    private static final Path SEMANTICS = Path.of("..", "docs", "semantics.md");
    private static final List<Map<String, String>> BILL = bill();

    /** The rows of all cases that state the whole of a legacy row, and with them every type of line item. */
    private static List<Map<String, String>> bill() {
        List<Map<String, String>> rows = new ArrayList<>();
        CurCases.all().forEach((name, rowCase) -> {
            boolean legacy = rowCase.source().dataSet() == null
                    && !Boolean.FALSE.equals(rowCase.source().base());
            // Athena lowers the case of tags and cannot tell blanks: such rows are SchemaDriftTest's.
            if (legacy && rowCase.row() == null && rowCase.rejection() == null && !name.startsWith("tags-")) {
                Map<String, String> row = rowCase.changed(CurCases.baseRow());
                row.remove("split/NewColumn");
                // Rows that are alike would be told apart by their order only.
                row.put("lineItem/LineItemDescription", name);
                row.put("resourceTags/user:Name", "front");
                row.put("product/instanceType", "m5.large");
                row.put("product/physicalProcessor", "Intel");
                row.put("product/instanceFamily", "General purpose");
                row.put("costCategory/Team", "search");
                row.put("lineItem/BlendedCost", "1");
                String cost = row.get("lineItem/UnblendedCost");
                row.put("lineItem/UnblendedCost", cost.contains(".") ? cost + "00" : cost + ".00");
                row.put("identity/TimeInterval", "2025-11-03T00:00:00Z/2025-11-03T01:00:00Z");
                rows.add(row);
            }
        });
        return rows;
    }

    @ParameterizedTest
    @EnumSource(value = Formats.class, names = "SLASHES", mode = EnumSource.Mode.EXCLUDE)
    void recordsDifferInNothingButTheColumnsThatAreListed(Formats format) throws IOException {
        for (CostSurvey survey : new CostSurvey[] {null, net()}) {
            NormalizedPage slashes = Formats.SLASHES.normalize(BILL, survey);
            NormalizedPage other = format.normalize(BILL, survey);
            List<CostRecord> expected = Records.of(slashes);
            List<CostRecord> records = Records.of(other);

            assertThat(other.rejectedRows()).isEmpty();
            assertThat(slashes.rejectedRows()).isEmpty();
            assertThat(settled(other)).isEqualTo(settled(slashes));
            assertThat(other.excludedRows()).isEqualTo(slashes.excludedRows());
            assertThat(records).hasSameSizeAs(expected);
            TreeSet<String> differing = new TreeSet<>();
            for (int i = 0; i < records.size(); i++) {
                assertThat(records.get(i).getXRecordId())
                        .isEqualTo(expected.get(i).getXRecordId());
                differing.addAll(differing(expected.get(i), records.get(i)));
            }
            assertThat(differing).isEqualTo(documented().get(format));
        }
    }

    private static Map<String, BigDecimal> settled(NormalizedPage page) {
        Map<String, BigDecimal> settled = new TreeMap<>();
        page.settlements()
                .forEach((settlement, amount) -> settled.put(settlement.toString(), amount.stripTrailingZeros()));
        return settled;
    }

    private static Collection<String> differing(CostRecord one, CostRecord other) {
        TreeSet<String> names = new TreeSet<>();
        for (Schema.Field field : CostRecord.getClassSchema().getFields()) {
            if (!Objects.equals(one.get(field.pos()), other.get(field.pos()))) {
                names.add(field.name());
            }
        }
        return names;
    }

    @Test
    void billHasLinesOfEveryType() {
        assertThat(BILL)
                .extracting(row -> row.get("lineItem/LineItemType"))
                .contains("Usage", "SavingsPlanCoveredUsage", "SavingsPlanNegation", "SavingsPlanRecurringFee")
                .contains("SavingsPlanUpfrontFee", "DiscountedUsage", "RIFee", "Fee", "Tax", "Credit", "Refund")
                .contains("EdpDiscount", "RiVolumeDiscount", "BundledDiscount", "FlatRateSubscription");
    }

    /** By format, the columns in docs/semantics.md's table of differences. */
    private static Map<Formats, Collection<String>> documented() throws IOException {
        String text = Files.readString(SEMANTICS);
        int table = text.indexOf("| column | legacy CSV |");
        Map<Formats, Collection<String>> columns =
                new LinkedHashMap<>(Map.of(Formats.ATHENA, new TreeSet<>(), Formats.DATA_EXPORTS, new TreeSet<>()));
        text.substring(table, text.indexOf("\n\n", table)).lines().skip(2).forEach(line -> {
            String[] cells = line.split("\\|");
            String column = cells[1].replace("`", "").strip();
            for (Formats format : columns.keySet()) {
                String cell = cells[format == Formats.ATHENA ? 3 : 4].strip();
                if (!cell.equals("as legacy CSV")) {
                    columns.get(format).add(column);
                }
            }
        });
        return columns;
    }

    private static CostSurvey net() {
        return new CostSurvey(BigDecimal.TEN, BigDecimal.ONE, 0L, BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
