package io.tributary.streams.normalize.azure;

import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.NormalizedPage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pages of Azure's line detail, as an extractor would cut them. */
final class AzurePages {

    private static final String ACCOUNT = "providers/microsoft.billing/billingaccounts/8608480";
    private static final LocalDate PERIOD = LocalDate.of(2025, 11, 1);
    private static final int LARGEST_RECORD = 900_000;

    private AzurePages() {}

    /** What a page of {@code rows}, which all have the same columns, becomes. */
    static NormalizedPage normalize(CostsRole role, List<Map<String, String>> rows) {
        String header = Csv.line(rows.get(0).keySet());
        String lines = rows.stream().map(row -> Csv.line(row.values())).collect(Collectors.joining("\n"));
        return normalize(csv(role, header + "\n" + lines + "\n", rows.size()));
    }

    static NormalizedPage normalize(RawPage page) {
        return normalize(page, LARGEST_RECORD);
    }

    static NormalizedPage normalize(RawPage page, int largestRecord) {
        return AnyAccount.normalizer(
                        largestRecord,
                        Arrays.stream(CostsRole.values()).map(AzureDataSet::new).collect(Collectors.toList()))
                .normalize(page);
    }

    static RawPage csv(CostsRole role, String content, int rows) {
        return page(role, "text/csv; header=present", content, rows);
    }

    static RawPage json(CostsRole role, String content, int rows) {
        return page(role, "application/json", content, rows);
    }

    private static RawPage page(CostsRole role, String contentType, String content, int rows) {
        Instant time = Instant.parse("2025-11-04T00:00:00Z");
        return RawPage.newBuilder()
                .setProvider("azure")
                .setDataSet(role.dataSet())
                .setBillingAccountId(ACCOUNT)
                .setBillingPeriodStart(PERIOD)
                .setBillingPeriodEnd(PERIOD.plusMonths(1))
                .setScope(Keys.scope("azure", role.dataSet(), ACCOUNT, PERIOD, "export"))
                .setDeliveryId("delivery")
                .setDeliveryTime(time)
                .setPageNumber(0)
                .setContentType(contentType)
                .setContent(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)))
                .setRowCount(rows)
                .setChecksum(0)
                .setArtifact("file:part_0_0001.csv")
                .setArtifactRow(0)
                .setExtractedAt(time)
                .setExtractorVersion("test")
                .build();
    }
}
