package io.tributary.samples.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.samples.TruthFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Where a delivery's files are, and the manifests that list them. */
abstract class DeliveryFolder {

    static final String BUCKET = "sample-bills";

    private final Path root;

    /** @param root the bucket */
    DeliveryFolder(Path root) {
        this.root = root;
    }

    static DeliveryFolder of(Path root, BillPlan.Delivery delivery, AwsSampleSettings settings) {
        return settings.format().table() == ReportFormat.Table.LEGACY
                ? new LegacyFolder(root, delivery, settings)
                : new ExportFolder(root, delivery, settings);
    }

    /** What keys of data files begin with, up to their numbers. */
    abstract String dataKey();

    /** When the manifest was written. */
    abstract Instant time();

    /** Keys of the manifests, the one that is this delivery's own first. */
    abstract List<String> manifestKeys();

    abstract ObjectNode manifest(List<String> keys);

    /** Writes the manifests and dates all files; returns the key of the manifest that is this delivery's own. */
    final String complete(List<String> keys) throws IOException {
        Instant time = time();
        for (int i = 0; i < keys.size(); i++) {
            date(keys.get(i), time.minus(Duration.ofSeconds(30L * (keys.size() - i))));
        }
        String text = TruthFile.text(manifest(keys));
        for (String key : manifestKeys()) {
            Path file = root.resolve(key);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            date(key, time);
        }
        return manifestKeys().get(0);
    }

    private void date(String key, Instant time) throws IOException {
        Files.setLastModifiedTime(root.resolve(key), FileTime.from(time));
    }
}
