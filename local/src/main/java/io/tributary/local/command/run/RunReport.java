package io.tributary.local.command.run;

import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.deliveries.Verdict;
import io.tributary.local.view.ViewTotal;
import io.tributary.schemas.Delivery;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells what came of a run: its deliveries, its clean view, and what is amiss with either. */
final class RunReport {

    private static final int SENTENCES = 50;

    private final Pipeline.Outcome outcome;
    private final List<ViewTotal> view;
    private final List<Truth> truths;

    /**
     * @param outcome what became of the deliveries
     * @param view what the clean view holds
     * @param truths what it should hold, where that is known
     */
    RunReport(Pipeline.Outcome outcome, List<ViewTotal> view, List<Truth> truths) {
        this.outcome = outcome;
        this.view = List.copyOf(view);
        this.truths = List.copyOf(truths);
    }

    /**
     * Prints it.
     *
     * @param target where the clean view is
     * @return what the process should exit with
     */
    int print(PrintWriter out, Path target) {
        List<Delivery> newest = Verdict.newest(outcome.deliveries(), outcome.known());
        List<String> problems = new ArrayList<>(Verdict.problems(newest));
        outcome.extraction().errors().forEach(error -> problems.add("not read: " + error.getMessage()));

        out.println();
        if (!outcome.deliveries().isEmpty()) {
            out.println("Deliveries");
            Summary.deliveries(outcome.deliveries()).forEach(out::println);
            out.println();
        }
        out.println("Clean view in " + target);
        Summary.view(view).forEach(out::println);
        out.println();
        if (!truths.isEmpty()) {
            problems.addAll(compared(out, newest));
        }
        print(out, "NOTE   ", Verdict.notes(newest));
        print(out, "AMISS  ", problems);
        if (problems.isEmpty()) {
            out.println("Nothing is amiss.");
        }
        out.flush();
        return outcome.extraction()
                .failure()
                .map(ExitCode::of)
                .orElse(problems.isEmpty() ? ExitCode.FINE : ExitCode.AMISS);
    }

    /** The first of them: what is wrong with one slice of a table is often wrong with hundreds. */
    private static void print(PrintWriter out, String mark, List<String> sentences) {
        sentences.stream().limit(SENTENCES).forEach(sentence -> out.println(mark + sentence));
        if (sentences.size() > SENTENCES) {
            out.println(String.format(
                    Locale.ROOT, "%sand %,d more: see tributary deliveries list", mark, sentences.size() - SENTENCES));
        }
    }

    private List<String> compared(PrintWriter out, List<Delivery> newest) {
        List<String> differences = new ArrayList<>();
        TruthCheck.deliveries(truths, newest)
                .forEach(difference -> differences.add("newest deliveries: " + difference));
        TruthCheck.view(truths, view).forEach(difference -> differences.add("clean view: " + difference));
        if (differences.isEmpty()) {
            out.println("Totals of the newest deliveries and of the clean view equal the samples' truth, to the last"
                    + " decimal.");
        }
        return differences;
    }
}
