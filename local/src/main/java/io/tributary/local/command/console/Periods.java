package io.tributary.local.command.console;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.apache.kafka.common.config.ConfigException;

/** Billing periods as people read and write them. */
public final class Periods {

    private static final int MONTH = "2026-11".length();

    private Periods() {}

    /** The month, {@code 2026-11}, of a period that begins with one; else its first day, {@code 2026-11-13}. */
    public static String text(LocalDate start) {
        return start.getDayOfMonth() == 1 ? start.toString().substring(0, MONTH) : start.toString();
    }

    /**
     * Refuses what is neither a month nor a day.
     *
     * @throws ConfigException naming the option
     */
    public static void requireMonthOrDay(String option, String text) {
        try {
            if (text.length() == MONTH) {
                YearMonth.parse(text);
            } else {
                LocalDate.parse(text);
            }
        } catch (DateTimeParseException notOne) {
            throw new ConfigException(
                    option + " is '" + text + "', expected a month, 2026-11, or a period's first day, 2026-11-13");
        }
    }

    /** Whether {@code text}, a month or a day, means a period that begins on {@code start}. */
    public static boolean means(String text, LocalDate start) {
        return text.equals(start.toString()) || text.equals(start.toString().substring(0, MONTH));
    }
}
