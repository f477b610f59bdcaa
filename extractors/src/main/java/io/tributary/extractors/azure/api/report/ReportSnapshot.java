package io.tributary.extractors.azure.api.report;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.api.Question;
import io.tributary.extractors.azure.api.Run;
import io.tributary.extractors.azure.http.ResourceManager;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.PrefetchedPages;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.CostSurvey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** The files of a cost details report. */
final class ReportSnapshot implements DeliverySnapshot {

    private static final List<String> COSTS = List.of("CostInBillingCurrency", "PreTaxCost", "Cost");

    private final Question question;
    private final Run run;
    private final Report report;
    private final String continuation;
    private final ResourceManager manager;
    private final PageLimits limits;
    private final int parallelism;

    private ReportPages pages;

    /** @param continuation how to find the report again */
    ReportSnapshot(
            Question question,
            Run run,
            Report report,
            String continuation,
            ResourceManager manager,
            PageLimits limits,
            int parallelism) {
        this.question = requireNonNull(question, "question");
        this.run = requireNonNull(run, "run");
        this.report = requireNonNull(report, "report");
        this.continuation = requireNonNull(continuation, "continuation");
        this.manager = requireNonNull(manager, "manager");
        this.limits = requireNonNull(limits, "limits");
        this.parallelism = parallelism;
    }

    @Override
    public List<ArtifactVersion> artifacts() {
        return report.files().stream()
                .map(file -> new ArtifactVersion(file.name(), file.version()))
                .toList();
    }

    @Override
    public String fingerprint() {
        return run.id();
    }

    @Override
    public Optional<CostSurvey> survey(LongConsumer consumed) {
        return Optional.empty();
    }

    @Override
    public PageReader pages(int artifact, long row) {
        List<Supplier<PageReader>> readers = new ArrayList<>();
        for (int i = artifact; i < report.files().size(); i++) {
            int place = i;
            long firstRow = i == artifact ? row : 0;
            readers.add(() -> open(place, firstRow));
        }
        pages = new ReportPages(
                question.toString(),
                PrefetchedPages.start(readers, parallelism),
                continuation,
                artifact > 0 || row > 0);
        return pages;
    }

    /** The files of a report are never rewritten. An empty report does not prove that there are no costs. */
    @Override
    public void verifyUnchanged() {
        if (run.hadRows() && !pages.hadRows()) {
            throw new DeliveryChangedException(question.toString(), "has no rows, though it had some before");
        }
    }

    private PageReader open(int place, long firstRow) {
        Report.File file = report.files().get(place);
        return new CsvPages(
                file.name(), manager.download(file.link()), place, firstRow, limits, header -> check(file, header));
    }

    private static void check(Report.File file, CsvHeader header) {
        if (COSTS.stream().noneMatch(name -> header.place(name).isPresent())) {
            throw new SourceException.Malformed(
                    file.name(), "has no column of costs: expected one of " + String.join(", ", COSTS));
        }
    }
}
