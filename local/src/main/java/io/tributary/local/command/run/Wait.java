package io.tributary.local.command.run;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.extract.ExtractionCounts;
import io.tributary.local.command.extract.InputCounts;
import io.tributary.streams.StreamsApplication;
import java.util.Locale;
import java.util.Optional;

/** What a run may wait for, as the line says it. */
enum Wait {
    SOURCE_PAUSE("waiting for %s, which is asked again in %s s"),
    RESTORING("waiting for the streams application, which restores %s records of what it knows"),
    INPUT("waiting for the input to be looked at"),
    SEARCH("looking for deliveries of %s"),
    DATA("waiting for data of %s"),
    START("waiting for the streams application to start"),
    PROCESSING("waiting for the streams application to catch up"),
    SETTLING("waiting for %s to be settled"),
    CHECKS("waiting for the checks across deliveries"),
    TRANSACTIONS("waiting for open transactions to end");

    private final String text;

    Wait(String text) {
        this.text = text;
    }

    String text(Object... values) {
        return String.format(Locale.ROOT, text, values);
    }

    /**
     * What the run waits for, if nothing moves now.
     *
     * @param isExtracted whether every input is published
     * @param unsettled deliveries that are published and still open, known only when every input is published
     */
    static String reason(ExtractionCounts counts, StreamsApplication streams, boolean isExtracted, long unsettled) {
        Optional<ExtractionCounts.SourceWait> pause = isExtracted ? Optional.empty() : counts.sourceWait();
        if (pause.isPresent()) {
            return SOURCE_PAUSE.text(
                    pause.get().provider().name(), pause.get().left().toSeconds() + 1);
        }
        if (streams.recordsToRestore() > 0) {
            return RESTORING.text(Amounts.count(streams.recordsToRestore()));
        }
        if (!isExtracted && !counts.isPaused()) {
            return ofReading(counts);
        }
        if (!streams.isRunning()) {
            return START.text();
        }
        if (!isExtracted) {
            return PROCESSING.text();
        }
        return unsettled > 0 ? SETTLING.text(Amounts.count(unsettled, "delivery", "deliveries")) : CHECKS.text();
    }

    private static String ofReading(ExtractionCounts counts) {
        if (counts.inputs().isEmpty()) {
            return INPUT.text();
        }
        InputCounts input = counts.inputs().get(counts.inputs().size() - 1);
        return (input.isSearched() ? DATA : SEARCH).text(input.provider().name());
    }
}
