package io.tributary.local.statements;

/** A form in which statements of what was billed are given. Forms are told by a file's content, never by its name. */
interface StatementForm {

    /** What statements of this form name as their source. */
    String source();

    /** The form in words. */
    String description();

    /** Whether a file is of this form; what is wrong within it is found when it is read. */
    boolean isFormOf(StatementFile file);

    /**
     * What a file has.
     *
     * @throws io.tributary.extractors.source.SourceException.Malformed naming file, line, column, value and what was
     *     expected
     */
    FormContent read(StatementFile file);
}
