package io.tributary.local.command.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.extractors.source.SourceException;
import io.tributary.local.command.alerts.InputsNotRead;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.Output.Mark;
import io.tributary.local.command.deliveries.CrossChecks;
import io.tributary.local.command.deliveries.DeadLetterKind;
import io.tributary.local.command.deliveries.DeadLetterKinds;
import io.tributary.local.command.deliveries.DeliveryJson;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.command.deliveries.Problem;
import io.tributary.local.command.deliveries.Verdict;
import io.tributary.local.command.focus.FocusDataSets;
import io.tributary.local.command.reconcile.Reconciled;
import io.tributary.local.command.reconcile.ReconciledJson;
import io.tributary.local.command.reconcile.ReconciledReport;
import io.tributary.local.command.reconcile.Reconciling;
import io.tributary.local.view.FocusContent;
import io.tributary.local.view.InvoiceTotal;
import io.tributary.local.view.UnknownType;
import io.tributary.local.view.ViewTotal;
import io.tributary.local.view.WrittenView;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What came of a run: its deliveries, its clean view, and what is wrong with either. */
final class RunReport {

    private static final int SENTENCES = 50;
    private static final int COMMANDS = 5;

    private final Pipeline.Outcome outcome;
    private final WrittenView view;
    private final List<ViewPeriod> periods;
    private final List<String> notRead;
    private final List<Delivery> checks;
    private final Path target;
    private final boolean hasTruths;
    private final List<String> differences;
    private final Reconciling.Result reconciled;
    private final List<Problem> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Judges a run.
     *
     * @param outcome what became of the deliveries
     * @param kinds why rows of them were not read
     * @param view what the clean view holds
     * @param target where the clean view is
     * @param truths what it should hold, where that is known
     * @param live which of the known deliveries it holds
     * @param reconciled what was billed for the run's periods, compared with the records
     * @param notRead inputs of this run and of earlier ones that could not be read
     */
    RunReport(
            Pipeline.Outcome outcome,
            DeadLetterKinds kinds,
            WrittenView view,
            Path target,
            List<Truth> truths,
            LiveDeliveries live,
            Reconciling.Result reconciled,
            InputsNotRead notRead) {
        this.outcome = outcome;
        this.reconciled = reconciled;
        this.view = view;
        this.notRead = notRead.places();
        this.periods = ViewPeriod.of(view, live, this.notRead);
        this.checks = CrossChecks.concerned(outcome.deliveries(), outcome.checks());
        this.target = target;
        this.hasTruths = !truths.isEmpty();
        List<Delivery> newest = newest(outcome);
        this.differences = hasTruths ? differences(truths, newest, view) : List.of();
        problems.addAll(Verdict.problems(newest, kinds));
        problems.addAll(Verdict.problems(Verdict.refusedBeside(outcome.deliveries(), outcome.known()), kinds));
        problems.addAll(Verdict.problemsOfChecks(checks));
        outcome.extraction().errors().forEach(error -> problems.add(Problem.of("not read: " + error.getMessage())));
        differences.forEach(difference -> problems.add(Problem.of(difference)));
        reconciled.reconciled().stream()
                .filter(one -> one.outcome().isGap())
                .forEach(one -> problems.add(Problem.of(ReconciledReport.sentence(one))));
        notes.addAll(Verdict.notes(newest));
        notes.addAll(Verdict.notesOfDiscarded(newest, kinds));
        notes.addAll(Verdict.notesOfChecks(checks));
        notes.addAll(notRead.notes());
        view.unknownTypes().forEach(unknown -> notes.add(note(unknown)));
    }

    /** The newest delivery of each scope that the run read. */
    static List<Delivery> newest(Pipeline.Outcome outcome) {
        return Verdict.newest(outcome.deliveries(), outcome.known());
    }

    private static List<String> differences(List<Truth> truths, List<Delivery> newest, WrittenView view) {
        List<String> differences = new ArrayList<>();
        TruthCheck.deliveries(truths, newest)
                .forEach(difference -> differences.add("newest deliveries: " + difference));
        TruthCheck.view(truths, view.totals()).forEach(difference -> differences.add("clean view: " + difference));
        return differences;
    }

    private static String note(UnknownType unknown) {
        return unknown.dataSet() + " has the unknown line item type '" + unknown.type() + "' on "
                + Amounts.count(unknown.records(), "record") + " of the clean view";
    }

    /** What the process should exit with. */
    int exitCode() {
        return outcome.extraction()
                .failure()
                .map(ExitCode::of)
                .orElse(problems.isEmpty() ? ExitCode.OK : ExitCode.PROBLEM);
    }

    /**
     * Prints tables and sentences.
     *
     * @param alerts what became of alerts, in sentences
     */
    void print(Output out, List<String> alerts) {
        out.sentence("");
        if (!outcome.deliveries().isEmpty()) {
            out.sentence("Deliveries");
            out.table(Summary.deliveries(outcome.deliveries()));
            out.sentence("");
        }
        if (!checks.isEmpty()) {
            out.sentence("Checks across deliveries");
            out.table(CrossChecks.table(checks));
            out.sentence("");
        }
        out.sentence("Clean view in " + target);
        out.table(Summary.view(periods));
        out.sentence("");
        if (!reconciled.reconciled().isEmpty()) {
            out.sentence("Reconciled with what was billed");
            out.table(ReconciledReport.table(reconciled));
            out.sentence("");
        }
        if (hasTruths && differences.isEmpty()) {
            out.sentence("Totals of the newest deliveries and of the clean view equal the samples' truth, to the last"
                    + " decimal.");
        }
        print(out, Mark.NOTE, notes.stream().map(Problem::of).toList());
        print(out, Mark.PROBLEM, problems);
        if (problems.stream().anyMatch(problem -> problem.unread() > 0)) {
            out.sentence("Each row and page that was not read is on the topic " + Topics.DEAD_LETTERS.name()
                    + ", with its bytes, scope and deliveryId:");
            problems.stream()
                    .flatMap(problem -> problem.command().stream())
                    .distinct()
                    .limit(COMMANDS)
                    .forEach(command -> out.sentence("  " + command));
        }
        for (Reconciled one : reconciled.reconciled()) {
            if (one.outcome().isGap()) {
                out.marked(Mark.NOTE, "Why " + one.name() + " is a gap:", ReconciledReport.lines(one));
            } else if (!one.help().isEmpty()) {
                out.marked(Mark.NOTE, ReconciledReport.sentence(one) + ":", ReconciledReport.lines(one));
            }
        }
        if (problems.isEmpty()) {
            out.marked(Mark.OK, "no problems found", List.of());
        }
        alerts.forEach(out::sentence);
        out.flush();
    }

    /** Prints the first of them: what is wrong with one slice of a table is often wrong with hundreds. */
    private static void print(Output out, Mark mark, List<Problem> sentences) {
        for (Problem problem : sentences.subList(0, Math.min(SENTENCES, sentences.size()))) {
            List<String> reasons = problem.reasons();
            out.marked(mark, problem.sentence() + (reasons.isEmpty() ? "" : ":"), reasons);
        }
        if (sentences.size() > SENTENCES) {
            String more = "and " + Amounts.count(sentences.size() - SENTENCES) + " more: see tributary deliveries list";
            out.marked(mark, more, List.of());
        }
    }

    /** The same for other programs. */
    ObjectNode json(List<String> alerts) {
        ObjectNode json = Json.object().put("exitCode", exitCode());
        json.set("deliveries", Json.array(outcome.deliveries(), DeliveryJson::of));
        json.set("checks", Json.array(checks, CrossChecks::json));
        ObjectNode clean = json.putObject("view").put("directory", target.toString());
        clean.set("totals", Json.array(view.totals(), RunReport::json));
        clean.set("periods", Json.array(periods, ManifestJson::period));
        clean.set("unknownLineItemTypes", Json.array(view.unknownTypes(), RunReport::json));
        json.put("equalsSamplesTruth", hasTruths ? differences.isEmpty() : null);
        json.set("notes", Json.array(notes));
        json.set("problems", Json.array(problems, RunReport::json));
        json.set("alerts", Json.array(alerts));
        json.set(
                "inputsNotRead",
                Json.array(outcome.extraction().errors().stream()
                        .map(SourceException::getMessage)
                        .toList()));
        ReconciledJson.set(json, reconciled);
        return json;
    }

    /** What the manifest beside the view's files says, as text. */
    String manifest(Instant writtenAt) {
        return Json.text(ManifestJson.of(writtenAt, exitCode(), !problems.isEmpty(), view.files(), periods, notRead));
    }

    /** FOCUS's other data sets, of what the view holds. */
    FocusContent focus(Instant now) {
        return FocusDataSets.of(
                view.invoices(), this::isComplete, TimeSectors.of(periods, view.invoices()), view.topicId(), now);
    }

    /**
     * Whether all that was delivered of the account and period was taken. What was delivered and has no records may be
     * of any account of the provider.
     */
    private boolean isComplete(InvoiceTotal total) {
        LocalDate start = total.periodStart().atOffset(ZoneOffset.UTC).toLocalDate();
        return periods.stream()
                .filter(period -> period.provider().equals(total.provider())
                        && period.start().equals(start)
                        && (period.records() == 0 || period.account().equals(total.billingAccountId())))
                .allMatch(ViewPeriod::isComplete);
    }

    private static ObjectNode json(ViewTotal total) {
        return Json.object()
                .put("provider", total.provider())
                .put("billingAccountId", total.billingAccountId())
                .put("billingPeriodStart", total.billingPeriodStart().toString())
                .put("currency", total.currency())
                .put("records", total.rows())
                .put("billedCost", Amounts.exact(total.billedCost()))
                .put("effectiveCost", Amounts.exact(total.effectiveCost()))
                .put("listCost", Amounts.exact(total.listCost()))
                .put("contractedCost", Amounts.exact(total.contractedCost()));
    }

    private static ObjectNode json(UnknownType unknown) {
        return Json.object()
                .put("dataSet", unknown.dataSet())
                .put("type", unknown.type())
                .put("records", unknown.records());
    }

    private static ObjectNode json(Problem problem) {
        ObjectNode json = Json.object().put("message", problem.sentence()).put("notRead", problem.unread());
        json.set("reasons", Json.array(problem.kinds(), RunReport::json));
        return json;
    }

    private static ObjectNode json(DeadLetterKind kind) {
        return Json.object()
                .put("code", kind.code())
                .put("column", kind.column().orElse(null))
                .put("count", kind.count())
                .put("value", kind.value().orElse(null))
                .put("message", kind.message())
                .put("artifact", kind.file())
                .put("row", kind.row().orElse(null));
    }
}
