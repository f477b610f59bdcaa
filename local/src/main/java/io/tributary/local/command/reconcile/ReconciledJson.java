package io.tributary.local.command.reconcile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.local.reconcile.Cause;
import io.tributary.local.reconcile.Finding;
import io.tributary.local.reconcile.Reconciliation;

/** What was reconciled, as {@code --json} prints it. */
public final class ReconciledJson {

    private ReconciledJson() {}

    static ObjectNode of(int exitCode, Reconciling.Result result) {
        ObjectNode json = Json.object().put("exitCode", exitCode);
        set(json, result);
        return json;
    }

    /** Sets {@code reconciled} and {@code withoutStatement}. */
    public static void set(ObjectNode json, Reconciling.Result result) {
        json.set("reconciled", Json.array(result.reconciled(), ReconciledJson::of));
        json.set("withoutStatement", Json.array(result.withoutStatement(), ReconciledJson::of));
    }

    private static ObjectNode of(Reconciled one) {
        Reconciliation outcome = one.outcome();
        ObjectNode json = Json.object()
                .put("provider", one.provider())
                .put("billingAccountId", one.account())
                .put("billingPeriodStart", one.period().toString());
        json.set("invoices", Json.array(one.invoices()));
        json.put("currency", one.currency())
                .put("comparedWith", one.extent().name())
                .put("records", one.records())
                .put("billed", Amounts.exact(one.billed()))
                .put("feed", Amounts.exact(one.feed().total()))
                .put("gap", Amounts.exact(outcome.gap()))
                .put("state", outcome.state());
        json.set("causes", Json.array(outcome.causes(), ReconciledJson::of));
        json.set("notKnown", Json.array(outcome.unknown()));
        json.set("help", Json.array(one.help()));
        return json;
    }

    private static ObjectNode of(Cause cause) {
        ObjectNode json = Json.object().put("cause", cause.kind().name()).put("amount", Amounts.exact(cause.amount()));
        json.set("findings", Json.array(cause.findings(), ReconciledJson::of));
        return json;
    }

    private static ObjectNode of(Finding finding) {
        return Json.object()
                .put("subject", finding.subject().isEmpty() ? null : finding.subject())
                .put("amount", Amounts.exact(finding.amounts().total()))
                .put("rows", finding.rows())
                .put("message", finding.sentence());
    }

    private static ObjectNode of(WithoutStatement one) {
        return Json.object()
                .put("provider", one.provider())
                .put("billingAccountId", one.account())
                .put("billingPeriodStart", one.period().toString())
                .put("invoiceId", one.invoice().orElse(null))
                .put("currency", one.currency())
                .put("records", one.records())
                .put("feed", Amounts.exact(one.amount()));
    }
}
