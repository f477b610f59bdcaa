package io.tributary.extractors.aws.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.objects.StoredObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Remembers sizes of many objects. */
class ListedSizesTest {

    @Test
    void everyObjectThatWasListedHasItsSizeAndNoOther() {
        ListedSizes sizes = new ListedSizes();
        for (int i = 0; i < 100_000; i++) {
            sizes.add(new StoredObject("bills/20261001-20261101/" + i + ".csv.gz", "v", Instant.EPOCH, i));
        }

        for (int i = 0; i < 100_000; i++) {
            assertThat(sizes.size("bills/20261001-20261101/" + i + ".csv.gz")).hasValue(i);
            assertThat(sizes.size("bills/20261101-20261201/" + i + ".csv.gz")).isEmpty();
        }
    }
}
