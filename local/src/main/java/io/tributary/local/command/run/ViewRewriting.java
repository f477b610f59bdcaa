package io.tributary.local.command.run;

import io.tributary.local.command.alerts.InputsNotRead;
import io.tributary.local.command.cluster.DataDirectory;
import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.deliveries.DeadLetterKinds;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.command.deliveries.Verdict;
import io.tributary.local.view.CleanView;
import io.tributary.schemas.Delivery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the clean view of a data directory anew after a command changed what is live. */
public final class ViewRewriting {

    private ViewRewriting() {}

    /**
     * Writes it, as a run does, where a run wrote one.
     *
     * @param settings of the streams application, of Kafka's clients and of the registry
     * @param watch has read all deliveries
     * @return where it is; empty where the directory has none
     */
    public static Optional<String> of(DataDirectory data, Map<String, String> settings, DeliveryWatch watch) {
        Path target = data.view();
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        boolean csv = Files.isDirectory(target.resolve("_csv"));
        LiveDeliveries live = watch.live();
        boolean hasProblems = hasProblems(settings, watch);
        List<String> notRead = InputsNotRead.known(settings).places();
        try (CleanView view = new CleanView(KafkaSettings.of(settings), settings, target, csv, data.scratch())) {
            view.write(
                    (records, left) -> {},
                    written -> Json.text(ManifestJson.of(
                            Instant.now(),
                            hasProblems ? ExitCode.PROBLEM : ExitCode.OK,
                            hasProblems,
                            written.files(),
                            ViewPeriod.of(written, live, notRead),
                            notRead)));
        }
        return Optional.of(target.toString());
    }

    private static boolean hasProblems(Map<String, String> settings, DeliveryWatch watch) {
        List<Delivery> newest = Verdict.newest(watch.all(), watch.all());
        return !Verdict.problems(newest, DeadLetterKinds.read(newest, settings)).isEmpty()
                || !Verdict.problemsOfChecks(watch.checks()).isEmpty();
    }
}
