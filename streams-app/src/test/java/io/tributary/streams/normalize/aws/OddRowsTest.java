package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.CostSurvey;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.Records;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Rows of every type with odd values in any column: each becomes records or a dead letter, and no money gets lost. */
class OddRowsTest {

    private static final int ROWS = 20;

    private static final List<String> TYPES = List.of(
            "Usage",
            "SavingsPlanCoveredUsage",
            "SavingsPlanNegation",
            "SavingsPlanRecurringFee",
            "SavingsPlanUpfrontFee",
            "DiscountedUsage",
            "RIFee",
            "Fee",
            "FlatRateSubscription",
            "Tax",
            "Credit",
            "Refund",
            "EdpDiscount",
            "RiVolumeDiscount",
            "SomethingNew");

    private static final List<String> ODD = List.of(
            "",
            " ",
            "0",
            "-0",
            "-1.5",
            "7.8E-9",
            "1E13",
            "-99999999999999",
            "99999999999999.999999999999999999999999",
            "0.1234567890123456789012345678901234567890",
            "1E999",
            "NaN",
            "1,5",
            "NULL",
            "2025-10-01T00:00:00Z",
            "2025-11-03",
            "9999-12-31T00:00:00Z",
            "EUR",
            "Refund",
            "Purchase",
            "AWS Marketplace",
            "arn:aws:ec2:us-east-1:1:capacity-reservation/cr-1",
            "arn:",
            "arn:aws:s3:::bucket",
            "arn:aws:ec2:us-east-1:1:instance/",
            "global",
            "a",
            "\"",
            "a\nb",
            "\u0000",
            "東京 🚀",
            "SpotUsage");

    private static final List<String> OPTIONAL_COLUMNS = List.of(
            "lineItem/NetUnblendedCost",
            "lineItem/NormalizedUsageAmount",
            "pricing/PurchaseOption",
            "reservation/ReservationARN",
            "reservation/EffectiveCost",
            "reservation/NetEffectiveCost",
            "reservation/TotalReservedUnits",
            "reservation/UnusedQuantity",
            "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod",
            "reservation/UnusedRecurringFee",
            "savingsPlan/SavingsPlanARN",
            "savingsPlan/SavingsPlanEffectiveCost",
            "savingsPlan/NetSavingsPlanEffectiveCost",
            "savingsPlan/TotalCommitmentToDate",
            "savingsPlan/UsedCommitment",
            "resourceTags/user:Name",
            "product/vcpu",
            "product/regionCode",
            "discount/TotalDiscount");

    @Property(tries = 1000)
    void rowBecomesRecordsOrADeadLetterWithAReasonAndNoMoneyIsLost(@ForAll Formats format, @ForAll long seed) {
        Random random = new Random(seed);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(row(random));
        }

        NormalizedPage page = format.normalize(rows, survey(random.nextBoolean()));

        assertThat(page.rows()).isEqualTo(ROWS);
        assertThat(page.rejectedRows())
                .allSatisfy(row -> assertThat(row.rejection().code())
                        .as(row.rejection().message())
                        .isNotEqualTo(RejectionCode.UNEXPECTED));
        long read = page.records().stream()
                .mapToInt(NormalizedRecord::row)
                .distinct()
                .count();
        assertThat(read + page.excludedRows() + page.rejectedRows().size()).isEqualTo(ROWS);
        assertThat(Records.of(page)).hasSameSizeAs(page.records());
        assertThat(billed(page).add(sum(page.settlements().values())))
                .isEqualByComparingTo(sum(page.sourceCosts().values()));
    }

    /** Maps hold what users write: whatever it is, it costs no row, and none of it gets lost. */
    @Property(tries = 300)
    void mapsOfAnyTextAreKeptAndCostNoRow(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, String> row = CurCases.dataExportsBaseRow();
        for (String map : List.of("product", "resource_tags", "cost_category", "discount")) {
            StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : "{");
            for (int i = random.nextInt(4); i > 0; i--) {
                text.append(pick(FRAGMENTS, random)).append(i > 1 || random.nextInt(9) == 0 ? "," : "");
            }
            row.put(map, text.append(random.nextInt(9) == 0 ? "" : "}").toString());
        }

        NormalizedPage page = Formats.normalize(CurDataSet.DATA_EXPORTS, List.of(row), null);

        assertThat(page.rejectedRows()).isEmpty();
        CostRecord record = Records.of(page).get(0);
        String tags = row.get("resource_tags");
        if (!tags.isBlank() && !isObject(tags)) {
            assertThat(record.getTags()).isNull();
            assertThat(record.getXTagsRaw()).isEqualTo(tags);
        } else if (record.getXTagsRaw() != null) {
            assertThat(record.getXTagsRaw()).isEqualTo(tags);
        }
        if (!row.get("product").isBlank() && !isObject(row.get("product"))) {
            assertThat(record.getXSourceColumns()).contains("\"product\":");
        }
    }

    private static boolean isObject(String text) {
        try {
            return JSON.readTree(text).isObject();
        } catch (JsonProcessingException noJson) {
            return false;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final List<String> FRAGMENTS = List.of(
            "\"sku\":\"A\"",
            "\"sku\":\"ABCDEF123456\"",
            "\"product_name\":\"EC2\"",
            "\"user_name\":\"a \\\" \\u0000\"",
            "\"user_name\":\"東京 🚀\"",
            "\"a\":{\"b\":[1,2,{}]}",
            "\"a\":1E999",
            "\"vcpu\":02",
            "\"vcpu\":\"2\"",
            "'a'",
            "\"\":\"\"");

    private static Map<String, String> row(Random random) {
        Map<String, String> row = new LinkedHashMap<>(CurCases.baseRow());
        OPTIONAL_COLUMNS.forEach(column -> row.put(column, ""));
        row.put("lineItem/LineItemType", pick(TYPES, random));
        List<String> columns = new ArrayList<>(row.keySet());
        int changes = random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            row.put(pick(columns, random), pick(ODD, random));
        }
        return row;
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static CostSurvey survey(boolean net) {
        BigDecimal zero = BigDecimal.ZERO;
        return net ? new CostSurvey(BigDecimal.TEN, BigDecimal.ONE, 0L, zero, zero) : null;
    }

    private static BigDecimal billed(NormalizedPage page) {
        return sum(page.records().stream().map(NormalizedRecord::billedCost).toList());
    }

    private static BigDecimal sum(Iterable<BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = sum.add(amount);
        }
        return sum;
    }
}
