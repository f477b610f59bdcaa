package io.tributary.extractors.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Running checksums, compared with those of the JDK. */
class ChecksumsTest {

    @Property
    void runningChecksumIsThatOfAllPagesAtOnce(
            @ForAll List<@LongRange(min = 0, max = 0xFFFF_FFFFL) Long> pageChecksums) {
        // Given
        ByteBuffer all = ByteBuffer.allocate(pageChecksums.size() * Long.BYTES);
        pageChecksums.forEach(all::putLong);
        CRC32C fromScratch = new CRC32C();
        fromScratch.update(all.flip());

        // When
        long running = Checksums.EMPTY;
        for (long pageChecksum : pageChecksums) {
            running = Checksums.append(running, pageChecksum);
        }

        // Then
        assertThat(running).isEqualTo(fromScratch.getValue());
    }

    @Test
    void checksumOfTheNineDigitsIsTheOneOfTheStandard() {
        assertThat(Checksums.of("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo(0xE3069283L);
    }
}
