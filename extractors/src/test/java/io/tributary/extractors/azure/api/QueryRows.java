package io.tributary.extractors.azure.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.extractors.ExtractionResult;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.azure.CostManagementServer;
import io.tributary.testsupport.azure.CostManagementServer.Cost;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Rows of the Query interface in raw pages. */
public final class QueryRows {

    private static final int COST = 0;
    private static final int CURRENCY = 5;

    private QueryRows() {}

    /** The total in a currency of all rows of some pages. */
    public static BigDecimal total(List<RawPage> pages, String currency) {
        return pages.stream()
                .filter(page -> page.getCompletion() == null)
                .flatMap(page -> StreamSupport.stream(
                        PublishedDelivery.json(page).get("rows").spliterator(), false))
                .filter(row -> row.get(CURRENCY).asText().equals(currency))
                .map(row -> row.get(COST).decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Checks that the only delivery of a run has a row for each cost, no row twice, and the right totals. */
    public static void assertPublished(List<RawPage> raw, ExtractionResult result, List<Cost> expected) {
        assertThat(result.deliveries()).hasSize(1);
        List<RawPage> pages =
                PublishedDelivery.whole(raw, result.deliveries().get(0).deliveryId());
        List<String> published = new ArrayList<>();
        Map<String, BigDecimal> totals = new HashMap<>();
        for (RawPage page : pages) {
            JsonNode content = PublishedDelivery.json(page);
            assertThat(content.get("rows")).hasSize(page.getRowCount());
            for (JsonNode row : content.get("rows")) {
                published.add(row.toString());
                totals.merge(row.get(CURRENCY).asText(), row.get(COST).decimalValue(), BigDecimal::add);
            }
        }
        assertThat(published).hasSameSizeAs(expected).doesNotHaveDuplicates();
        expected.stream()
                .map(Cost::currency)
                .distinct()
                .forEach(currency -> assertThat(totals.get(currency))
                        .isEqualByComparingTo(CostManagementServer.total(expected, currency)));
    }
}
