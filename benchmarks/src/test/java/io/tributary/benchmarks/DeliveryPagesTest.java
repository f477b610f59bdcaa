package io.tributary.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryPagesTest {

    private static final int PAGE_BYTES = 100_000;

    @TempDir
    private Path directory;

    private BillFile bill;

    @BeforeEach
    void writeBill() throws IOException {
        bill = BillFile.write(directory, 1, 1_000);
    }

    @Test
    void pagesHoldTheWholeFileInOrderAndEndWithACompletion() throws IOException {
        List<RawPage> pages = pages(header -> RowChange.NONE);
        RawPage completion = pages.remove(pages.size() - 1);

        String file = Files.readString(bill.path());
        String header = file.substring(0, file.indexOf('\n') + 1);
        StringBuilder rows = new StringBuilder(header);
        pages.forEach(page -> rows.append(content(page).substring(header.length())));
        assertThat(rows.toString()).isEqualTo(file);
        assertThat(pages).allMatch(page -> page.getContent().remaining() <= PAGE_BYTES);
        assertThat(pages.stream().mapToInt(RawPage::getRowCount).sum()).isEqualTo(1_000);
        assertThat(completion.getCompletion().getPages()).isEqualTo(pages.size());
        assertThat(completion.getCompletion().getRows()).isEqualTo(1_000);
    }

    @Test
    void aRestatementChangesOneRowInAHundredAndTakesAnotherAway() throws IOException {
        List<Restatement> restatements = new ArrayList<>();
        List<RawPage> pages = pages(header -> {
            restatements.add(new Restatement(header));
            return restatements.get(0);
        });

        assertThat(restatements.get(0).restated()).isBetween(8L, 10L);
        assertThat(restatements.get(0).removed()).isBetween(8L, 10L);
        assertThat(pages.stream().mapToInt(RawPage::getRowCount).sum())
                .isEqualTo(1_000 - restatements.get(0).removed());
    }

    private List<RawPage> pages(DeliveryPages.Change change) throws IOException {
        List<RawPage> pages = new ArrayList<>();
        try (DeliveryPages delivery = new DeliveryPages(bill, Phase.FIRST, PAGE_BYTES, change)) {
            for (Optional<RawPage> page = delivery.next(); page.isPresent(); page = delivery.next()) {
                pages.add(page.get());
            }
        }
        return pages;
    }

    private static String content(RawPage page) {
        return UTF_8.decode(page.getContent().duplicate()).toString();
    }
}
