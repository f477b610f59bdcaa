package io.tributary.benchmarks.command;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** In a JVM of its own: what one would do with a bill by a DuckDB script, a file of Parquet with twenty columns. */
final class DuckDbPass {

    private static final String DATABASE = "jdbc:duckdb:";
    private static final int THREADS = 2;

    private DuckDbPass() {}

    /** The command that makes {@code output} of a bill. */
    static List<String> command(Cloud cloud, Bill bill, Path output) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // As ./tributary starts its own: older JVMs do not know what newer ones ask for.
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), DuckDbPass.class.getName()));
        command.addAll(List.of(cloud.name(), output.toString()));
        bill.files().forEach(file -> command.add(file.toString()));
        return command;
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        String query = Cloud.valueOf(arguments[0]).query();
        String files = Stream.of(arguments).skip(2).map(DuckDbPass::quoted).collect(Collectors.joining(", "));
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = " + THREADS);
            statement.execute("SET VARIABLE files = [" + files + "]");
            statement.execute(
                    "COPY (" + query + ") TO " + quoted(arguments[1]) + " (FORMAT parquet, COMPRESSION zstd)");
        }
    }

    /** Rows of a file that the pass has made. */
    static long rows(Path output) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT count(*) FROM read_parquet(" + quoted(output.toString()) + ")")) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
