package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.Output.Mark;
import io.tributary.local.command.deliveries.Problem;
import io.tributary.schemas.Delivery;
import java.util.List;
import java.util.Optional;

/**
 * What came of deliveries that were published once more.
 *
 * @param deliveries what is known of them now
 * @param problems what is wrong with them
 * @param notes what is discarded of them
 * @param view where the clean view was written anew; empty where there is none
 * @param concernsAny whether that can be said of any delivery
 * @param leavesLetters whether letters that were meant had to be left out
 */
record RedriveOutcome(
        List<Delivery> deliveries,
        List<Problem> problems,
        List<String> notes,
        Optional<String> view,
        boolean concernsAny,
        boolean leavesLetters) {

    private static final int SENTENCES = 20;

    RedriveOutcome {
        deliveries = List.copyOf(deliveries);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    int exitCode() {
        return problems.isEmpty() && !leavesLetters ? ExitCode.OK : ExitCode.PROBLEM;
    }

    void print(Output output) {
        deliveries.stream().limit(SENTENCES).forEach(delivery -> output.sentence(sentence(delivery)));
        if (deliveries.size() > SENTENCES) {
            output.sentence("and " + Amounts.count(deliveries.size() - SENTENCES) + " more deliveries");
        }
        view.ifPresent(place -> output.sentence("The clean view in " + place + " was written anew."));
        notes.stream().limit(SENTENCES).forEach(note -> output.marked(Mark.NOTE, note, List.of()));
        problems.stream()
                .limit(SENTENCES)
                .forEach(problem -> output.marked(Mark.PROBLEM, problem.sentence(), problem.reasons()));
        if (exitCode() == ExitCode.OK && concernsAny) {
            output.marked(Mark.OK, "nothing of it is parked", List.of());
        }
    }

    private static String sentence(Delivery delivery) {
        return delivery.getDataSet() + " delivery " + delivery.getDeliveryId() + ": it is " + delivery.getState() + ". "
                + delivery.getVerdict() + " " + Amounts.count(delivery.getRecordsUnchanged())
                + " records stayed as they were, " + Amounts.count(delivery.getRecordsRestated()) + " were restated, "
                + Amounts.count(delivery.getRecordsAdded()) + " added, "
                + Amounts.count(delivery.getRecordsVanished()) + " withdrawn.";
    }

    /** Puts what came of it into an object; nothing is known of it where the application runs elsewhere. */
    static void into(ObjectNode json, Optional<RedriveOutcome> outcome) {
        json.put("exitCode", outcome.map(RedriveOutcome::exitCode).orElse(ExitCode.OK));
        json.put("view", outcome.flatMap(RedriveOutcome::view).orElse(null));
        json.set("notes", Json.array(outcome.map(RedriveOutcome::notes).orElse(List.of())));
        json.set(
                "problems",
                Json.array(outcome.map(RedriveOutcome::problems).orElse(List.of()).stream()
                        .map(Problem::sentence)
                        .toList()));
    }
}
