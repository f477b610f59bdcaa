package io.tributary.streams.deadletter;

/**
 * The reason for a dead letter. Names are stored with every dead letter and used in alerts: they are never renamed, and
 * an abandoned name is not used again.
 */
public enum RejectionCode {
    /** The raw record is not a page in the expected wire format. */
    UNREADABLE_RECORD,
    /** The page's content does not have the checksum that the page states. */
    PAGE_CHECKSUM,
    /** The page's content does not have the number of rows that the page states. */
    PAGE_ROW_COUNT,
    /** The page's content cannot be framed into rows. */
    PAGE_MALFORMED,
    /** The page lacks a column without which no row can be read. */
    PAGE_COLUMNS,
    /** A page of this number was seen with other content in the same delivery. */
    PAGE_CONFLICT,
    /** The page's time lies in the future. */
    PAGE_FUTURE,
    /** An operator's decision is unknown, or does not fit its delivery. */
    UNKNOWN_INSTRUCTION,
    /** No normalizer knows the page's data set. */
    UNKNOWN_DATA_SET,
    /** The row has more or fewer fields than the header. */
    FIELD_COUNT,
    /** A column that must have a value is blank. */
    BLANK_COLUMN,
    /** An amount is not a decimal number. */
    INVALID_AMOUNT,
    /** An amount has more digits than the schema holds. */
    AMOUNT_TOO_LARGE,
    /** A time is not one, or out of range. */
    INVALID_TIME,
    /** The currency is not an ISO 4217 code. */
    UNKNOWN_CURRENCY,
    /** An account id was damaged on its way, for example by a spreadsheet. */
    DAMAGED_ACCOUNT,
    /** The row belongs to another billing period than its page. */
    OTHER_PERIOD,
    /** The row belongs to another account than its page. */
    OTHER_ACCOUNT,
    /** The record would be larger than a record on the clean topic may be. */
    RECORD_TOO_LARGE,
    /** A defect of Tributary. Each one becomes a code of its own or a fixed bug. */
    UNEXPECTED
}
