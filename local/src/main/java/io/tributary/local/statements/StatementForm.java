package io.tributary.local.statements;

import java.util.List;

/** A form in which statements of what was billed are given. Forms are told by a file's content, never by its name. */
interface StatementForm {

    /** What statements of this form name as their source. */
    String source();

    /** The form in words. */
    String description();

    /** Whether a file is of this form; what is wrong within it is found when it is read. */
    boolean isFormOf(StatementFile file);

    /**
     * The statements of a file.
     *
     * @param notes takes a sentence for each entry of the file that is no statement
     * @throws io.tributary.extractors.source.SourceException.Malformed naming file, line, column, value and what was
     *     expected
     */
    List<ReadStatement> read(StatementFile file, List<String> notes);
}
