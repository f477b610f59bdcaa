package io.tributary.testsupport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.Artifact;
import io.tributary.schemas.RawPage;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Reads a delivery from its raw records, with all checks of a reader. */
public final class PublishedDelivery {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private PublishedDelivery() {}

    /** The pages of a delivery without its completion, which must be there and agree with the pages. */
    public static List<RawPage> whole(List<RawPage> records, String deliveryId) {
        List<RawPage> pages = new ArrayList<>(records.stream()
                .filter(record -> record.getDeliveryId().equals(deliveryId))
                .toList());
        RawPage last = pages.remove(pages.size() - 1);
        assertThat(last.getCompletion()).isNotNull();
        assertThat(last.getPageNumber()).isEqualTo(pages.size());
        assertThat(last.getReading()).matches("[0-9a-f]{16}");
        assertThat(last.getCompletion().getPages()).isEqualTo(pages.size());
        assertThat(last.getContent().remaining()).isZero();
        assertThat(last.getRowCount()).isZero();
        assertThat(last.getCompletion().getRows())
                .isEqualTo(pages.stream().mapToLong(RawPage::getRowCount).sum())
                .isEqualTo(last.getCompletion().getArtifacts().stream()
                        .mapToLong(Artifact::getRows)
                        .sum());
        CRC32C all = new CRC32C();
        for (int number = 0; number < pages.size(); number++) {
            RawPage page = pages.get(number);
            assertThat(page.getPageNumber()).isEqualTo(number);
            assertThat(page.getCompletion()).isNull();
            assertThat(page.getDeliveryTime()).isEqualTo(last.getDeliveryTime());
            assertThat(page.getReading()).isEqualTo(last.getReading());
            assertThat(page.getCostSurvey()).isEqualTo(last.getCostSurvey());
            CRC32C checksum = new CRC32C();
            checksum.update(page.getContent().duplicate());
            assertThat(page.getChecksum()).isEqualTo(checksum.getValue());
            all.update(ByteBuffer.allocate(Long.BYTES).putLong(0, page.getChecksum()));
        }
        assertThat(last.getChecksum()).isEqualTo(all.getValue());
        return pages;
    }

    /** The rows of pages whose header is {@code header}, as one text. */
    public static String rows(List<RawPage> pages, String header) {
        StringBuilder rows = new StringBuilder();
        for (RawPage page : pages) {
            String content = UTF_8.decode(page.getContent().duplicate()).toString();
            assertThat(content).startsWith(header + "\n");
            rows.append(content, header.length() + 1, content.length());
        }
        return rows.toString();
    }

    /** The content of a page, as JSON. */
    public static JsonNode json(RawPage page) {
        return json(UTF_8.decode(page.getContent().duplicate()).toString());
    }

    /** A text, parsed as the content of a page is. */
    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
