package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.aws.CurDataSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many bytes a record of the benchmark's wide rows has on billing.costs: they are encoded, hashed and stored. */
class RecordSizeTest {

    private static final int ROWS = 5_000;

    /** The header, the ordinal, and the record id with its length. */
    private static final int BESIDE_BODY = 5 + 1 + 66;

    @TempDir
    private Path directory;

    @Test
    void recordOfAWideRowHasLessThan1700Bytes() throws IOException {
        BillFile bill = BillFile.write(directory, 1, ROWS);
        PageNormalizer normalizer = new PageNormalizer(List.of(CurDataSet.legacy(Optional.empty())), 900_000);
        long rowBytes = 0;
        long recordBytes = 0;
        int records = 0;
        try (DeliveryPages pages = new DeliveryPages(bill, Phase.FIRST, 1_000_000, header -> RowChange.NONE)) {
            for (RawPage page = next(pages); page.getCompletion() == null; page = next(pages)) {
                rowBytes += page.getContent().remaining();
                NormalizedPage normalized = normalizer.normalize(page);
                for (NormalizedRecord record : normalized.records()) {
                    recordBytes += record.to() - record.from() + BESIDE_BODY;
                    records++;
                }
            }
        }

        System.out.printf("%d bytes a row, %d bytes a record%n", rowBytes / ROWS, recordBytes / records);
        assertThat(recordBytes / records).isLessThan(1_700);
    }

    private static RawPage next(DeliveryPages pages) throws IOException {
        return pages.next().orElseThrow();
    }
}
