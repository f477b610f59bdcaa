package io.tributary.local.command.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.Output;
import java.util.Collection;

/** What it would change to publish deliveries once more with what was mended of them. */
public final class MendedPreview {

    private final DryReport report;

    MendedPreview(DryReport report) {
        this.report = report;
    }

    /** Prints it as sentences, with a table of the money. */
    public void print(Output out) {
        report.print(out);
    }

    /** The same of several, as {@code replay --dry-run --json} has it. */
    public static ObjectNode json(Collection<MendedPreview> previews) {
        ObjectNode json = Json.object().put("dryRun", true);
        json.set(
                "changes",
                Json.array(
                        previews.stream()
                                .flatMap(preview -> preview.report.json().stream())
                                .toList(),
                        change -> change));
        return json;
    }
}
