package io.tributary.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.aws.DiscountStyle;
import io.tributary.samples.aws.Granularity;
import io.tributary.samples.aws.LineItems;
import io.tributary.samples.aws.ReportFormat;
import io.tributary.samples.azure.Agreement;
import io.tributary.samples.azure.AzureDataSet;
import io.tributary.samples.azure.AzureSampleBill;
import io.tributary.samples.azure.AzureSampleSettings;
import io.tributary.samples.gcp.GcpDataSet;
import io.tributary.samples.gcp.GcpSampleBill;
import io.tributary.samples.gcp.GcpSampleSettings;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Provider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * What a commitment covers and leaves unused has, over its life, the EffectiveCost that its purchases are billed with.
 * Source: FOCUS 1.4, EffectiveCost.
 *
 * <p>It holds where the provider spreads the fees. It does not for:
 *
 * <ul>
 *   <li>AWS's reservations of Dedicated Hosts, and exports without the columns of amortized costs: the purchase keeps
 *       its cost.
 *   <li>AWS's reserved capacity of DynamoDB: of what is not used, AWS states no cost.
 *   <li>commitments that are returned or refunded in part: neither AWS nor Azure spreads less afterwards.
 *   <li>Azure's actual costs alone: each record keeps its cost.
 *   <li>Google Cloud: no fee is spread. A commitment to spend comes to its fee all the same, since what usage takes of
 *       the fee is given back.
 * </ul>
 *
 * <p>Providers round each row, so sums differ by the last of the decimals that they write, for each row.
 */
class CommitmentLifeTest {

    /** The last decimal of AWS, ten, and of Azure, twelve, for some thousand rows. */
    private static final BigDecimal ROUNDING = new BigDecimal("0.000001");

    /** Millionths, to which Google rounds some rows, for some hundred rows. */
    private static final BigDecimal MILLIONTHS = new BigDecimal("0.0005");

    /** A commitment's records. */
    private static final class Life {
        private BigDecimal used = BigDecimal.ZERO;
        private BigDecimal unused = BigDecimal.ZERO;
        private BigDecimal billed = BigDecimal.ZERO;
        private BigDecimal kept = BigDecimal.ZERO;
        private BigDecimal billedInAll = BigDecimal.ZERO;
        private BigDecimal fees = BigDecimal.ZERO;
        private boolean missing;
        private boolean whole;

        void add(CostRecord record, boolean isWhole) {
            whole |= isWhole;
            missing |= Boolean.TRUE.equals(record.getXAmortizationMissing());
            billedInAll = billedInAll.add(record.getBilledCost());
            if (record.getChargeCategory().equals("Purchase")) {
                billed = billed.add(record.getBilledCost());
                kept = kept.add(record.getEffectiveCost());
                fees = fees.add(record.getPricingQuantity() == null ? BigDecimal.ZERO : record.getPricingQuantity());
            } else if ("Unused".equals(record.getCommitmentDiscountStatus())) {
                unused = unused.add(record.getEffectiveCost());
            } else if (record.getChargeCategory().equals("Usage")) {
                used = used.add(record.getEffectiveCost());
            }
        }

        BigDecimal spread() {
            return used.add(unused);
        }
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void commitmentsOfAws(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll ReportFormat format,
            @ForAll Granularity granularity,
            @ForAll boolean discounted,
            @ForAll @IntRange(min = 1, max = 3) int periods) {
        AwsSampleSettings settings = AwsSampleSettings.builder()
                .seed(seed)
                .format(format)
                .granularity(granularity)
                .discounts(discounted ? DiscountStyle.ROWS : DiscountStyle.NONE)
                .lineItems(LineItems.ALL)
                .accounts(2)
                .deliveries(1)
                .periods(periods)
                .rows(6_000)
                .build();
        Map<String, Life> lives = lives(
                Provider.AWS,
                directory -> AwsSampleBill.write(settings, directory),
                record -> Stream.of("instance of any size, monthly", "Node:ra3.xlplus, monthly", "No Upfront Savings")
                        .anyMatch(record.getChargeDescription()::contains));

        assertSpread(lives, granularity == Granularity.BOTH ? 10 : 5, ROUNDING);
        lives.forEach((id, life) -> {
            if (id.contains(":host-reservation/")) {
                assertThat(life.spread()).as(id).isZero();
                assertThat(life.kept).as(id).isEqualByComparingTo(life.billed);
            } else if (id.contains(":reserved-capacity/")) {
                assertThat(life.unused).as(id).isZero();
                assertThat(life.used).as(id).isPositive().isLessThan(life.billed);
            } else {
                assertThat(life.kept).as(id).isZero();
            }
        });
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void commitmentsOfAzure(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed,
            @ForAll boolean customer,
            @ForAll boolean focus,
            @ForAll @IntRange(min = 1, max = 2) int periods) {
        AzureSampleSettings settings = AzureSampleSettings.builder()
                .seed(seed)
                .agreement(customer ? Agreement.MCA : Agreement.EA)
                .dataSets(focus ? Set.of(AzureDataSet.FOCUS) : Set.of(AzureDataSet.ACTUAL, AzureDataSet.AMORTIZED))
                .subscriptions(2)
                .deliveries(1)
                .periods(periods)
                .rows(6_000)
                .build();
        // Those of the second subscription are paid by the month, and not returned.
        Map<String, Life> lives = lives(
                Provider.AZURE,
                directory -> AzureSampleBill.write(settings, directory),
                record -> record.getCommitmentDiscountName() != null
                        && record.getCommitmentDiscountName().endsWith("_1"));

        assertSpread(lives, 2, ROUNDING);
        assertThat(lives.values()).allSatisfy(life -> assertThat(life.kept).isZero());
    }

    @Property(tries = 4, shrinking = ShrinkingMode.OFF)
    void flexibleCommitmentsOfGoogleCloud(
            @ForAll @LongRange(min = 1, max = 1_000_000) long seed, @ForAll GcpDataSet dataSet) {
        GcpSampleSettings settings = GcpSampleSettings.builder()
                .seed(seed)
                .dataSets(Set.of(dataSet))
                .periods(1)
                .rows(3_000)
                .build();
        Map<String, Life> lives = lives(
                Provider.GCP,
                directory -> GcpSampleBill.write(settings, directory),
                record -> record.getCommitmentDiscountId().startsWith("flexible-"));

        BigDecimal price = new BigDecimal("1.5");
        List<BigDecimal> hourly = List.of(price, price.multiply(EUROS));
        assertThat(hourly).allSatisfy(expected -> assertThat(lives.values()).anyMatch(life -> isPaid(life, expected)));
        assertThat(lives.values()).allSatisfy(life -> {
            assertThat(life.missing).isTrue();
            assertThat(life.used).isPositive();
        });
    }

    private static boolean isPaid(Life life, BigDecimal hourly) {
        return life.billedInAll.subtract(hourly.multiply(life.fees)).abs().compareTo(MILLIONTHS) < 0;
    }

    /** Euros for a dollar in samples of Google Cloud. */
    private static final BigDecimal EUROS = new BigDecimal("0.9137");

    private static void assertSpread(Map<String, Life> lives, int count, BigDecimal rounding) {
        List<Map.Entry<String, Life>> whole =
                lives.entrySet().stream().filter(life -> life.getValue().whole).toList();
        assertThat(whole).hasSize(count).allSatisfy(entry -> {
            Life life = entry.getValue();
            assertThat(life.missing).isFalse();
            assertThat(life.used).isPositive();
            assertThat(life.spread().subtract(life.billed).abs())
                    .as(entry.getKey() + " is billed " + life.billed + ", used " + life.used + ", unused "
                            + life.unused)
                    .isLessThan(rounding);
        });
    }

    /** Writes a bill. */
    private interface Writer {
        void write(Path directory) throws IOException;
    }

    /** The commitments of a bill. */
    private static Map<String, Life> lives(Provider provider, Writer bill, Predicate<CostRecord> isWhole) {
        Map<String, Life> lives = new TreeMap<>();
        Path directory = null;
        try {
            directory = Files.createTempDirectory("commitments");
            bill.write(directory);
            NormalizedBill.read(provider, directory, record -> {
                if (record.getCommitmentDiscountId() != null) {
                    lives.computeIfAbsent(record.getCommitmentDiscountId(), id -> new Life())
                            .add(record, isWhole.test(record));
                }
            });
            return lives;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        if (directory == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
