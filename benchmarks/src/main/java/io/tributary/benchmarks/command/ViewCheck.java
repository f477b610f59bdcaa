package io.tributary.benchmarks.command;

import io.tributary.samples.SampleTruth;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares a clean view, read by DuckDB, with what the bill is known to hold: records and exact BilledCost. */
final class ViewCheck {

    private static final String QUERY = """
            SELECT BillingAccountId, billing_period, BillingCurrency, count(*), sum(BilledCost)
            FROM read_parquet(?, hive_partitioning = true, hive_types_autocast = false, union_by_name = true)
            GROUP BY ALL
            """;

    private ViewCheck() {}

    /** What is not as it must be; empty where all is. */
    static List<String> problems(Path view, SampleTruth truth) throws SQLException {
        Map<String, Sum> expected = expected(truth);
        Map<String, Sum> actual = actual(view);
        List<String> problems = new ArrayList<>();
        TreeSet<String> groups = new TreeSet<>(expected.keySet());
        groups.addAll(actual.keySet());
        for (String group : groups) {
            Sum is = actual.getOrDefault(group, Sum.NONE);
            Sum must = expected.getOrDefault(group, Sum.NONE);
            if (!is.equals(must)) {
                problems.add("The clean view has for " + group + " " + is + ": expected " + must);
            }
        }
        return problems;
    }

    private static Map<String, Sum> expected(SampleTruth truth) {
        Map<String, Sum> expected = new TreeMap<>();
        truth.newest()
                .forEach(newest -> expected.put(
                        newest.account() + " " + newest.period() + " " + newest.currency(),
                        Sum.of(newest.totals().records(), newest.totals().billedCost())));
        truth.live()
                .forEach(live -> expected.put(
                        live.account() + " " + live.periodStart().toString().substring(0, "2026-10".length()) + " "
                                + live.currency(),
                        Sum.of(live.costs().records(), live.costs().billedCost())));
        return expected;
    }

    private static Map<String, Sum> actual(Path view) throws SQLException {
        Map<String, Sum> actual = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, view + "/billing_period=*/*.parquet");
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    actual.put(
                            result.getString(1) + " " + result.getString(2) + " " + result.getString(3),
                            Sum.of(result.getLong(4), result.getBigDecimal(5)));
                }
            }
        }
        return actual;
    }

    /** Records and their BilledCost, without the zeros at its end. */
    private record Sum(long records, BigDecimal billedCost) {

        static final Sum NONE = of(0, BigDecimal.ZERO);

        static Sum of(long records, BigDecimal billedCost) {
            return new Sum(records, billedCost.stripTrailingZeros());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d records of %s", records, billedCost.toPlainString());
        }
    }
}
