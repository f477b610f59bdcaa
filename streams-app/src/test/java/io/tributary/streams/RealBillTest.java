package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.Conformance;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real bills through the whole topology, to the last decimal. */
@Tag(RealData.TAG)
class RealBillTest {

    @TempDir
    private Path state;

    @Test
    void everyRowOfTheDailyReportIsAccountedForAndTheTotalIsItsOwn() throws IOException {
        Path file = RealData.path("aws/cur-legacy-daily-anonymous.csv");
        List<String> lines = Files.readAllLines(file);
        BigDecimal unblended = sum(file, "lineItem/UnblendedCost");

        try (Harness harness = new Harness(state, Map.of())) {
            harness.send(new Pages("123412340534", LocalDate.of(2023, 11, 1), "d1", Harness.START, Harness.START)
                    .of(lines.get(0), lines.subList(1, lines.size()), 100));

            Delivery delivery = harness.deliveries().get("d1");
            assertThat(harness.deadLetters()).isEmpty();
            assertThat(delivery.getState()).isEqualTo("COMPLETE");
            assertThat(delivery.getConserved()).isTrue();
            assertThat(delivery.getRowsSeen()).isEqualTo(1281);
            assertThat(harness.live).hasSize(1281);
            assertThat(harness.billed()).isEqualByComparingTo(unblended);
            assertThat(harness.billedByChanges).isEqualByComparingTo(unblended);
            Conformance.check(harness.live.values());
        }
    }

    /** Whoever published this one lost a comma in each of its rows: 130 values under 131 columns. */
    @Test
    void laterVersionsOfTheDailyReportGiveTheirOwnTotals() throws IOException {
        Path file = RealData.path("aws/cur-legacy-daily-anonymous.csv");
        List<String> lines = Files.readAllLines(file);
        List<String> rows = lines.subList(1, lines.size());
        int cost = List.of(lines.get(0).split(",")).indexOf("lineItem/UnblendedCost");
        List<List<String>> versions = new ArrayList<>(List.of(rows));
        for (int version = 1; version <= 4; version++) {
            versions.add(version(versions.get(version - 1), version, cost));
        }

        try (Harness harness = new Harness(state, Map.of())) {
            for (int version = 0; version < versions.size(); version++) {
                Instant time = Harness.START.plus(Duration.ofDays(version));
                List<String> delivered = versions.get(version);
                harness.send(new Pages("123412340534", LocalDate.of(2023, 11, 1), "v" + version, time, time)
                        .of(lines.get(0), delivered, 100));

                BigDecimal total = delivered.stream()
                        .map(row -> new BigDecimal(fields(row).get(cost)))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                Delivery delivery = harness.deliveries().get("v" + version);
                assertThat(delivery.getState()).isEqualTo("COMPLETE");
                assertThat(delivery.getConserved()).isTrue();
                assertThat(harness.live).hasSize(delivered.size());
                assertThat(harness.billed()).isEqualByComparingTo(total);
                assertThat(harness.billedByChanges).isEqualByComparingTo(total);
            }
        }
    }

    private static List<String> fields(String row) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(row)) {
            return reader.stream().findFirst().orElseThrow().getFields();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String withCost(String row, int column, String cost) {
        List<String> fields = new ArrayList<>(fields(row));
        fields.set(column, cost);
        return Csv.line(fields);
    }

    /** The next version of a delivery: rows are removed, delivered twice and changed, and come in another order. */
    private static List<String> version(List<String> before, int version, int cost) {
        List<String> after = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            String row = before.get(i);
            int fate = (i + version) % 20;
            if (fate == 0) {
                continue;
            }
            if (fate == 1) {
                after.add(row);
            }
            after.add(fate == 2 ? withCost(row, cost, "0.0000" + version + "7E-2") : row);
        }
        Collections.rotate(after, version * 7);
        return after;
    }

    @Test
    void reportWhoseRowsLackAFieldIsNotBelievedInASingleAmount() throws IOException {
        Path file = RealData.path("aws/cur-with-tags.csv");

        try (Harness harness = new Harness(state, Map.of())) {
            send(harness, Files.readString(file), "6838635603105", LocalDate.of(2018, 6, 1), "d1", Harness.START);

            Delivery delivery = harness.deliveries().get("d1");
            assertThat(harness.live).isEmpty();
            assertThat(harness.deadLetters())
                    .hasSize(19)
                    .extracting(DeadLetter::getCode)
                    .containsOnly("FIELD_COUNT");
            assertThat(delivery.getRowsRejected()).isEqualTo(19);
            assertThat(delivery.getRowsParkedWithoutAmount()).isEqualTo(19);
            assertThat(delivery.getConserved()).isTrue();
        }
    }

    @Test
    void sameReportWithTheLostCommaGivenBackIsRead() throws IOException {
        Path file = RealData.path("aws/cur-with-tags.csv");
        String mended = Files.readString(file).replaceAll(",(774)?\r\n", ",,$1\r\n");

        try (Harness harness = new Harness(state, Map.of())) {
            send(harness, mended, "6838635603105", LocalDate.of(2018, 6, 1), "d1", Harness.START);

            assertThat(harness.deadLetters()).isEmpty();
            assertThat(harness.live).hasSize(19);
            assertThat(harness.billed()).isEqualByComparingTo(sum(file, "lineItem/UnblendedCost"));
            assertThat(harness.live.values())
                    .extracting(CostRecord::getXCostCategories)
                    .containsOnly("{\"CostCenter\":\"774\"}", null);
        }
    }

    @Test
    void reportWithSnakeCaseColumnsIsRead() throws IOException {
        Path file = RealData.path("aws/snake-case-columns.csv");

        try (Harness harness = new Harness(state, Map.of())) {
            send(harness, Files.readString(file), "999999", LocalDate.of(2022, 7, 1), "d1", Harness.START);

            assertThat(harness.deadLetters()).isEmpty();
            assertThat(harness.deliveries().get("d1").getState()).isEqualTo("COMPLETE");
            assertThat(harness.live).hasSize(2);
            CostRecord record = harness.live.values().iterator().next();
            assertThat(record.getBillingPeriodStart()).isEqualTo("2022-07-01T00:00:00Z");
            assertThat(record.getServiceProviderName()).isEqualTo("Red Hat, Inc.");
            assertThat(record.getServiceName()).isEqualTo("Red Hat® Enterprise Linux®");
            assertThat(record.getXUsageType()).isEqualTo("SoftwareUsage:t2.nano");
            assertThat(record.getTags()).isEqualTo("{\"aws_created_by\":\"IAMUser:fake:and\"}");
        }
    }

    @Test
    void invoiceIdsOfTheFinalReportAreRestatementsOfNoMoney() throws IOException {
        String notFinal = Files.readString(RealData.path("aws/savings-plan-not-final.csv"));
        // Whoever published the two re-typed the account id of the second with leading zeros.
        String last = Files.readString(RealData.path("aws/savings-plan-final.csv"))
                .replace(",0099999999999,", ",9999999999999,");
        LocalDate june = LocalDate.of(2023, 6, 1);

        try (Harness harness = new Harness(state, Map.of())) {
            send(harness, notFinal, "9999999999999", june, "d1", Harness.START);
            BigDecimal billed = harness.billed();
            BigDecimal effective = harness.effective();
            send(harness, last, "9999999999999", june, "d2", Harness.START.plus(Duration.ofDays(7)));

            Delivery delivery = harness.deliveries().get("d2");
            assertThat(harness.deadLetters()).isEmpty();
            assertThat(delivery.getState()).isEqualTo("COMPLETE");
            assertThat(delivery.getRecordsRestated()).isEqualTo(3);
            assertThat(delivery.getRecordsAdded()).isZero();
            assertThat(delivery.getRecordsVanished()).isZero();
            assertThat(delivery.getTotals().get(0).getRestatedBilledCost()).isEqualByComparingTo("0");
            assertThat(delivery.getTotals().get(0).getRestatedEffectiveCost()).isEqualByComparingTo("0");
            assertThat(harness.billed()).isEqualByComparingTo(billed).isEqualByComparingTo("30");
            assertThat(harness.effective()).isEqualByComparingTo(effective);
            assertThat(harness.live.values())
                    .filteredOn(record -> record.getXRecordPart() == null)
                    .extracting(CostRecord::getInvoiceId)
                    .containsExactly("987654321", "987654321", "987654321");
        }
    }

    /** Sends the whole file as one page. */
    private static void send(
            Harness harness, String file, String payer, LocalDate period, String deliveryId, Instant time) {
        int rows = (int) file.lines().filter(line -> !line.isBlank()).count() - 1;
        Pages pages = new Pages(payer, period, deliveryId, time, time);
        RawPage page = pages.page(0, file, rows, 0);
        harness.send(page);
        harness.send(pages.completion(List.of(page), rows));
    }

    static BigDecimal sum(Path file, String column) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(file)) {
            return rows.stream()
                    .map(row -> new BigDecimal(row.getField(column)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }
}
