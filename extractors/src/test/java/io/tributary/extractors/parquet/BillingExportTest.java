package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.gcp.files.FilesSource;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.source.BillingSource.Discovery;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.throttle.Pause;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Google Cloud's billing export as BigQuery writes it into Parquet: structs, and arrays of structs. */
class BillingExportTest {

    private static final PageLimits LIMITS = new PageLimits(100_000, 1_000, 1_000_000);
    private static final String COLUMNS = """
            optional binary billing_account_id (STRING);
            optional group service { optional binary id (STRING); optional binary description (STRING); }
            optional int64 export_time (TIMESTAMP(MICROS,true));
            optional double cost;
            optional binary currency (STRING);
            optional group invoice { optional binary month (STRING); }
            optional group credits (LIST) { repeated group list { optional group element {
              optional binary type (STRING); optional double amount; } } }
            optional group price { optional binary effective_price (DECIMAL(38,9)); }
            """;

    @TempDir
    private Path root;

    @Test
    void structsAndArraysAreThoseOfTheTable() {
        new ParquetForTests(root.resolve("dump-000000000000.parquet"), COLUMNS)
                .row(usage("[x", 2.3198314011096954e-05, -0.30000000000000004))
                .row(usage("Compute", 0.1))
                .write();

        List<String> rows = new ArrayList<>();
        try (FilesSource source =
                FilesSource.open("in", Tables.AUTO, LocalObjects.open(root.toString()), LIMITS, Pause.REAL)) {
            Discovery discovery = source.discover();
            assertThat(discovery.errors()).isEmpty();
            SourceDelivery delivery = discovery.deliveries().get(0);
            assertThat(delivery.header().scope())
                    .isEqualTo("gcp/gcp.detailed/018984-D0AAA4-940B88/2026-10-01/gcp_billing_export_resource_v1_018984_"
                            + "D0AAA4_940B88/2026-10-02/2026-10-02T01:11:12.066321Z");
            try (PageReader pages = delivery.snapshot().pages(0, 0)) {
                for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                    new String(page.get().content(), UTF_8).lines().forEach(rows::add);
                }
            }
        }

        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "{\"billing_account_id\":\"018984-D0AAA4-940B88\","
                                + "\"service\":{\"id\":null,\"description\":\"[x\"},"
                                + "\"export_time\":\"2026-10-02T01:11:12.066321Z\","
                                + "\"cost\":\"0.000023198314011096954\","
                                + "\"currency\":\"USD\",\"invoice\":{\"month\":\"202610\"},"
                                + "\"credits\":[{\"type\":\"PROMOTION\",\"amount\":-0.30000000000000004}]}",
                        "{\"billing_account_id\":\"018984-D0AAA4-940B88\","
                                + "\"service\":{\"id\":null,\"description\":\"Compute\"},"
                                + "\"export_time\":\"2026-10-02T01:11:12.066321Z\",\"cost\":\"0.1\","
                                + "\"currency\":\"USD\",\"invoice\":{\"month\":\"202610\"},\"credits\":[]}");
    }

    private static Consumer<Group> usage(String service, double cost, double... credits) {
        Instant exported = Instant.parse("2026-10-02T01:11:12Z");
        return row -> {
            row.add("billing_account_id", "018984-D0AAA4-940B88");
            row.addGroup("service").add("description", service);
            row.add("export_time", exported.getEpochSecond() * 1_000_000 + 66_321);
            row.add("cost", cost);
            row.add("currency", "USD");
            row.addGroup("invoice").add("month", "202610");
            Group list = row.addGroup("credits");
            for (double credit : credits) {
                Group element = list.addGroup("list").addGroup("element");
                element.add("type", "PROMOTION");
                element.add("amount", credit);
            }
        };
    }
}
