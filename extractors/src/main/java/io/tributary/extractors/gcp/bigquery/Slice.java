package io.tributary.extractors.gcp.bigquery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tributary.schemas.ControlTotal;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a table that were exported together, of one billing account and one invoice month, summarised by
 * BigQuery. Such rows never change; rows may be added.
 *
 * @param day first day of the partition that they are in
 * @param key identifies them in the partition
 * @param totals their number and costs, by currency
 */
record Slice(LocalDate day, Key key, List<Total> totals) {

    /** Decimals of a control total. */
    private static final int CONTROL_SCALE = 24;

    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    /**
     * The key of a slice in its partition. Keys have the order in which a query returns the rows.
     *
     * @param exportTime when they were exported, in microseconds
     * @param account the billing account
     * @param month the invoice month
     */
    record Key(Instant exportTime, String account, YearMonth month) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(Key::exportTime)
                .thenComparing(Key::account)
                .thenComparing(Key::month);

        Key {
            requireNonNull(exportTime, "exportTime");
            requireNonNull(account, "account");
            requireNonNull(month, "month");
        }

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Rows of one currency.
     *
     * @param currency their currency
     * @param rows how many
     * @param cost sum of their costs, credits not counted
     * @param credits sum of their credits
     */
    record Total(String currency, long rows, BigDecimal cost, BigDecimal credits) {

        Total {
            requireNonNull(currency, "currency");
            requireNonNull(cost, "cost");
            requireNonNull(credits, "credits");
        }
    }

    Slice {
        requireNonNull(day, "day");
        requireNonNull(key, "key");
        totals = totals.stream().sorted(Comparator.comparing(Total::currency)).toList();
    }

    /** How many rows. */
    long rows() {
        return totals.stream().mapToLong(Total::rows).sum();
    }

    /** What the rows are a complete statement of. */
    String scope(BillingTable table) {
        return Keys.scope(
                Provider.GCP.name(),
                table.export().dataSet(),
                key.account(),
                key.month().atDay(1),
                table.name() + "/" + day + "/" + MICROS.format(key.exportTime()));
    }

    /** The parts of a scope: gcp, data set, account, month, table, day, time of the export. */
    static Optional<List<String>> parts(String scope) {
        List<String> parts = List.of(scope.split("/", -1));
        boolean isSlice = parts.size() == 7
                && parts.get(0).equals(Provider.GCP.name())
                && parts.get(5).matches("\\d{4}-\\d\\d-\\d\\d")
                && parts.get(6).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z");
        return isSlice ? Optional.of(parts) : Optional.empty();
    }

    /** The rows' address, for messages and artifacts. */
    String uri(BillingTable table) {
        return table.uri() + "?partition=" + day + "&" + table.export().exportTime() + "="
                + MICROS.format(key.exportTime()) + "&account=" + key.account() + "&month=" + key.month();
    }

    /** Digest of row counts and costs: a change means that rows were added. */
    String fingerprint() {
        StringBuilder text = new StringBuilder();
        for (Total total : totals) {
            text.append(total.currency()).append('|').append(total.rows());
            text.append('|').append(total.cost().stripTrailingZeros().toPlainString());
            text.append('|')
                    .append(total.credits().stripTrailingZeros().toPlainString())
                    .append('\n');
        }
        return digest(text.toString());
    }

    /** The totals as a delivery's completion states them. */
    List<ControlTotal> controlTotals() {
        List<ControlTotal> controls = new ArrayList<>();
        controls.add(control("rows", null, BigDecimal.valueOf(rows())));
        for (Total total : totals) {
            controls.add(control("cost", total.currency(), total.cost()));
            controls.add(control("credits", total.currency(), total.credits()));
        }
        return controls;
    }

    /** First half of the SHA-256 of a text, in hexadecimal. */
    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, digest.length / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static ControlTotal control(String name, String currency, BigDecimal total) {
        return new ControlTotal(name, currency, total.setScale(CONTROL_SCALE, RoundingMode.HALF_EVEN));
    }
}
