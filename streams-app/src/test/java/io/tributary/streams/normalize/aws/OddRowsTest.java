package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostSurvey;
import io.tributary.streams.Csv;
import io.tributary.streams.Pages;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.Records;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void rowBecomesRecordsOrADeadLetterWithAReasonAndNoMoneyIsLost(@ForAll long seed) {
        Random random = new Random(seed);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(row(random));
        }

        NormalizedPage page = normalize(rows, random.nextBoolean());

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

    private static Map<String, String> row(Random random) {
        Map<String, String> row = new LinkedHashMap<>(RowCase.baseRow());
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

    private static NormalizedPage normalize(List<Map<String, String>> rows, boolean net) {
        Instant time = Instant.parse("2025-11-04T00:00:00Z");
        StringBuilder content = new StringBuilder(Csv.line(rows.get(0).keySet())).append('\n');
        rows.forEach(row -> content.append(Csv.line(row.values())).append('\n'));
        BigDecimal zero = BigDecimal.ZERO;
        return new PageNormalizer(List.of(CostAndUsage.legacy(Optional.empty())), 900_000)
                .normalize(new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", time, time)
                        .surveyed(net ? new CostSurvey(BigDecimal.TEN, BigDecimal.ONE, 0L, zero, zero) : null)
                        .page(0, content.toString(), rows.size(), 0));
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
