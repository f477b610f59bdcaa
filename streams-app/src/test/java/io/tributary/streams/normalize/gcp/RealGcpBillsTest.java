package io.tributary.streams.normalize.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.schemas.CostRecord;
import io.tributary.streams.normalize.Conformance;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.Records;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real dumps of both exports: no row is lost, and totals are their own with all credits. */
@Tag(RealData.TAG)
class RealGcpBillsTest {

    private static final Pattern AMOUNT = Pattern.compile("'amount': (-?[0-9.e-]+)");

    @ParameterizedTest
    @CsvSource({"standard-export-with-promotions.csv, 25", "detailed-export.csv, 9"})
    void everyRowIsReadAndTheTotalIsTheFilesOwn(String file, int rows) {
        String content = content(file);

        NormalizedPage page = GcpPages.normalize(GcpPages.csv(content, rows));

        BigDecimal total = sum(content, row -> new BigDecimal(row.getField("cost")).add(credits(row)));
        assertThat(page.rejectedRows()).isEmpty();
        assertThat(page.rows()).isEqualTo(rows);
        assertThat(page.sourceCosts()).containsOnlyKeys("USD");
        assertThat(page.sourceCosts().get("USD")).isEqualByComparingTo(total);
        assertThat(Records.of(page).stream().map(CostRecord::getBilledCost).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total);
        assertThat(Records.of(page))
                .allSatisfy(record -> assertThat(record.getXAmountRounded()).isNull());
        Conformance.check(Records.of(page));
    }

    @Test
    void promotionsAreRecordsOfTheirOwn() {
        String content = content("standard-export-with-promotions.csv");

        List<CostRecord> records = Records.of(GcpPages.normalize(GcpPages.csv(content, 25)));

        List<CostRecord> credits = records.stream()
                .filter(record -> record.getXRecordPart() != null)
                .toList();
        assertThat(credits).isNotEmpty().allSatisfy(record -> {
            assertThat(record.getChargeCategory()).hasToString("Credit");
            assertThat(record.getBilledCost()).isNegative();
        });
        assertThat(credits.stream().map(CostRecord::getBilledCost).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(sum(content, RealGcpBillsTest::credits));
        assertThat(records).hasSize(25 + credits.size());
    }

    private static String content(String file) {
        try {
            return Files.readString(RealData.path("gcp/" + file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The sum of a row's credits, read in another way. */
    private static BigDecimal credits(NamedCsvRecord row) {
        Matcher amounts = AMOUNT.matcher(row.getField("credits"));
        BigDecimal sum = BigDecimal.ZERO;
        while (amounts.find()) {
            sum = sum.add(new BigDecimal(amounts.group(1)));
        }
        return sum;
    }

    private static BigDecimal sum(String content, Function<NamedCsvRecord, BigDecimal> amount) {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(content)) {
            return rows.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
