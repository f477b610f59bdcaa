package io.tributary.extractors.azure.api.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.azure.api.paged.ApiPage;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers of the Query interface, in the column orders and number formats that it uses. */
class QueryAnswerTest {

    private final QueryAnswer answer = new QueryAnswer("POST query", List.of("ResourceId", "UsageDate"));

    @Test
    void columnsAreFoundByName() throws IOException {
        ApiPage one =
                read("{\"properties\":{\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"},{\"name\":\"UsageDate\"},"
                        + "{\"name\":\"ResourceId\"},{\"name\":\"Currency\"}],"
                        + "\"rows\":[[1.50,20261103,\"/é\",\"EUR\"]]}}");
        ApiPage other =
                read("{\"properties\":{\"rows\":[[\"EUR\",\"/é\", 2.0261103E7 ,1.5]],\"nextLink\":\"https://x/y?z\","
                        + "\"columns\":[{\"name\":\"currency\"},{\"name\":\"resourceid\"},"
                        + "{\"name\":\"UsageDate\"},{\"name\":\"PreTaxCost\"}]}}");

        assertThat(one.rows()).singleElement().satisfies(row -> {
            assertThat(row.cost()).isEqualByComparingTo("1.5");
            assertThat(row.currency()).isEqualTo("EUR");
            assertThat(row.day()).hasValue(LocalDate.of(2026, 11, 3));
            assertThat(row.key()).isEqualTo(other.rows().get(0).key());
        });
        assertThat(one.nextLink()).isEmpty();
        assertThat(other.nextLink()).hasValue("https://x/y?z");
        assertThat(other.rows().get(0).day()).hasValue(LocalDate.of(2026, 11, 3));
    }

    @Test
    void rowsAreTakenAsTheyAreWritten() throws IOException {
        String row = "[ 5.64902E-05 ,20261103,\"/\\u00e9\\\"]\",null]";
        ApiPage page = read("{\"id\":\"é\",\"properties\":{\"columns\":[{\"name\":\"Cost\"},{\"name\":\"UsageDate\"},"
                + "{\"name\":\"ResourceId\"},{\"name\":\"Currency\"}],\"rows\":[" + row + " , " + row + "]}}");

        assertThat(page.rows()).hasSize(2).allSatisfy(read -> {
            assertThat(new String(page.body(), read.start(), read.length(), UTF_8))
                    .isEqualTo(row);
            assertThat(read.cost()).isEqualByComparingTo("0.0000564902");
            assertThat(read.currency()).isEmpty();
        });
        assertThat(new String(page.head(), UTF_8))
                .startsWith("{\"columns\":[{\"name\":\"Cost\"}")
                .endsWith(",\"rows\":[");
    }

    @Test
    void whatIsNoAnswerIsNamed() {
        assertThatThrownBy(() -> read("{\"properties\":{\"columns\":[{\"name\":\"Cost\"}],\"rows\":[]}}"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("POST query: has no column resourceid among its columns [cost]");
        assertThatThrownBy(() -> read("{\"properties\":{\"columns\":[{\"name\":\"UsageDate\"}],\"rows\":[]}}"))
                .hasMessage("POST query: has no cost among its columns [usagedate]");
        assertThatThrownBy(() -> read("{\"value\":[]}")).hasMessageContaining("has no properties");
        assertThatThrownBy(() -> read("{\"properties\":{\"columns\":[")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("<html>")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class);
    }

    private ApiPage read(String json) throws IOException {
        return answer.read(json.getBytes(UTF_8));
    }
}
