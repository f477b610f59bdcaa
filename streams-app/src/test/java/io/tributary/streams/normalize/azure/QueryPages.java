package io.tributary.streams.normalize.azure;

import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/** Pages of the Query interface, as an extractor publishes them: columns with their names, and rows of values. */
final class QueryPages {

    private static final Instant TIME = Instant.parse("2024-03-02T00:00:00Z");

    private final CostsRole role;
    private final String scope;
    private final LocalDate periodStart;
    private final LocalDate periodEnd;

    QueryPages(CostsRole role, String scope, LocalDate periodStart, LocalDate periodEnd) {
        this.role = role;
        this.scope = scope;
        this.periodStart = periodStart;
        this.periodEnd = periodEnd;
    }

    /** February 2024 of an enrollment. */
    static QueryPages of(CostsRole role) {
        return new QueryPages(
                role,
                "providers/microsoft.billing/billingaccounts/8608480",
                LocalDate.of(2024, 2, 1),
                LocalDate.of(2024, 3, 1));
    }

    /** A page of rows that have the same columns; values are JSON as they stand. */
    RawPage page(List<Map<String, String>> rows) {
        return page(rows.get(0).keySet(), rows.stream().map(Map::values).toList());
    }

    RawPage page(Collection<String> columns, List<? extends Collection<String>> rows) {
        String names = columns.stream()
                .map(name -> "{\"name\":\"" + name + "\",\"type\":\"String\"}")
                .collect(Collectors.joining(","));
        String values =
                rows.stream().map(row -> "[" + String.join(",", row) + "]").collect(Collectors.joining(","));
        byte[] content = ("{\"columns\":[" + names + "],\"rows\":[" + values + "]}").getBytes(StandardCharsets.UTF_8);
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        String dataSet = AzureQuery.dataSet(role);
        return RawPage.newBuilder()
                .setProvider("azure")
                .setDataSet(dataSet)
                .setBillingAccountId(scope)
                .setBillingPeriodStart(periodStart)
                .setBillingPeriodEnd(periodEnd)
                .setScope(Keys.scope("azure", dataSet, scope, periodStart, "query"))
                .setDeliveryId("run")
                .setDeliveryTime(TIME)
                .setPageNumber(0)
                .setContentType("application/json")
                .setContent(ByteBuffer.wrap(content))
                .setRowCount(rows.size())
                .setChecksum(checksum.getValue())
                .setArtifact("query")
                .setArtifactRow(0)
                .setExtractedAt(TIME)
                .setExtractorVersion("test")
                .build();
    }
}
