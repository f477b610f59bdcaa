package io.tributary.extractors.azure.api.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.extractors.azure.api.AccessPath;
import io.tributary.extractors.azure.api.ApiConfig;
import io.tributary.extractors.azure.api.Question;
import io.tributary.extractors.azure.api.Run;
import io.tributary.extractors.azure.http.ResourceManager;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.throttle.Pause;
import java.time.InstantSource;
import java.util.List;

/** Costs in reports that are made on demand: files of the same rows that exports have. */
public final class ReportPath implements AccessPath {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ResourceManager manager;
    private final ApiConfig config;
    private final PageLimits limits;
    private final int parallelism;
    private final InstantSource clock;
    private final Pause pause;

    public ReportPath(
            ResourceManager manager,
            ApiConfig config,
            PageLimits limits,
            int parallelism,
            InstantSource clock,
            Pause pause) {
        this.manager = requireNonNull(manager, "manager");
        this.config = requireNonNull(config, "config");
        this.limits = requireNonNull(limits, "limits");
        this.parallelism = parallelism;
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
    }

    @Override
    public String source() {
        return "cost-details-report";
    }

    @Override
    public String contentType() {
        return "text/csv; header=present";
    }

    @Override
    public DeliverySnapshot snapshot(Question question, Run run) {
        ReportMaker maker =
                new ReportMaker(manager, question, config.billingPeriods(), config.reportTimeout(), clock, pause);
        Report report =
                run.continuation().map(text -> found(question, maker, text)).orElseGet(maker::make);
        if (report.files().isEmpty() && run.hadRows()) {
            throw new DeliveryChangedException(question.toString(), "has no costs, though it had some before");
        }
        return new ReportSnapshot(question, run, report, continuation(maker, report), manager, limits, parallelism);
    }

    /** The report of which an earlier run read a part. */
    private static Report found(Question question, ReportMaker maker, String continuation) {
        JsonNode root;
        try {
            root = JSON.readTree(continuation);
        } catch (JsonProcessingException e) {
            throw new DeliveryChangedException(question.toString(), "its cursor cannot be read: " + e.getMessage());
        }
        if (!root.path("version").asText().equals(maker.version())) {
            throw new DeliveryChangedException(question.toString(), "its cursor is of another question");
        }
        Report report = maker.find(root.path("location").asText());
        if (!JSON.valueToTree(names(report)).equals(root.path("files"))) {
            throw new DeliveryChangedException(question.toString(), "its report has other files than before");
        }
        return report;
    }

    private static String continuation(ReportMaker maker, Report report) {
        ObjectNode root = JSON.createObjectNode()
                .put("version", maker.version())
                .put("location", report.location().toString());
        names(report).forEach(root.putArray("files")::add);
        return root.toString();
    }

    private static List<String> names(Report report) {
        return report.files().stream().map(Report.File::name).toList();
    }
}
