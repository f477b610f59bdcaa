package io.tributary.extractors.azure.api;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which billing periods are read.
 *
 * @param months the months; empty: those that are not over
 * @param count how many, the current one included, where they are counted; else 0
 */
public record Periods(Optional<List<YearMonth>> months, int count) {

    /** What a setting looks like, for messages. */
    static final String EXPECTED = "open, a number from 1 to 36, or months like 2026-09,2026-11 or 2026-01..2026-10";

    /**
     * The last day on which the month before is still read: a period closes within 72 hours of its end, and charges
     * may change until the fifth day.
     */
    private static final int LAST_DAY_OF_GRACE = 5;

    private static final int MOST = 36;

    public Periods {
        requireNonNull(months, "months");
        months = months.map(List::copyOf);
    }

    /**
     * Reads the setting.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Periods of(String text) {
        String stripped = text.strip().toLowerCase(Locale.ROOT);
        if (stripped.equals("open")) {
            return new Periods(Optional.empty(), 0);
        }
        try {
            if (stripped.matches("[0-9]{1,2}")) {
                return counted(Integer.parseInt(stripped));
            }
            TreeSet<YearMonth> months = new TreeSet<>();
            for (String part : stripped.split(",")) {
                String[] ends = part.strip().split("\\.\\.", 2);
                YearMonth last = YearMonth.parse(ends[ends.length - 1]);
                for (YearMonth month = YearMonth.parse(ends[0]); !month.isAfter(last); month = month.plusMonths(1)) {
                    months.add(month);
                }
            }
            if (!months.isEmpty() && months.size() <= MOST) {
                return new Periods(Optional.of(new ArrayList<>(months)), 0);
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "': expected " + EXPECTED, e);
        }
        throw new IllegalArgumentException("'" + text + "': expected " + EXPECTED);
    }

    /** The months, from the first to the last. */
    public List<YearMonth> on(LocalDate today) {
        if (months.isPresent()) {
            return months.get();
        }
        int all = count > 0 ? count : today.getDayOfMonth() <= LAST_DAY_OF_GRACE ? 2 : 1;
        List<YearMonth> counted = new ArrayList<>();
        for (int back = all - 1; back >= 0; back--) {
            counted.add(YearMonth.from(today).minusMonths(back));
        }
        return counted;
    }

    private static Periods counted(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("'" + count + "': expected " + EXPECTED);
        }
        return new Periods(Optional.empty(), count);
    }
}
