package io.tributary.local.statements;

import java.util.List;

/**
 * What a file of a form has.
 *
 * @param statements what was billed
 * @param voids invoices that it says are void
 * @param notes a sentence for each entry that is no statement, and for what is not known of one
 */
record FormContent(List<ReadStatement> statements, List<VoidInvoice> voids, List<String> notes) {

    FormContent {
        statements = List.copyOf(statements);
        voids = List.copyOf(voids);
        notes = List.copyOf(notes);
    }

    /** Of a form that says nothing but what was billed. */
    static FormContent of(List<ReadStatement> statements) {
        return new FormContent(statements, List.of(), List.of());
    }
}
