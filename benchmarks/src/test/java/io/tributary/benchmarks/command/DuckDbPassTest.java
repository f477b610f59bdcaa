package io.tributary.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DuckDbPassTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void theSmallestBillOfEveryCloudIsReadWholeIntoTwentyColumns(Cloud cloud) throws Exception {
        Path folder = directory.resolve("bill");
        Bill bill = new Bill(folder, cloud.write(Cloud.Shape.once(cloud.fewestRows(), 1), folder));
        Path output = directory.resolve("it's.parquet");
        List<String> command = DuckDbPass.command(cloud, bill, output);
        int main = command.indexOf(DuckDbPass.class.getName());

        DuckDbPass.main(command.subList(main + 1, command.size()).toArray(String[]::new));

        assertThat(DuckDbPass.rows(output)).isEqualTo(bill.rows()).isPositive();
        assertThat(bill.bytes() / bill.rows()).isBetween(300L, 3_000L);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT count(*), count(*) FILTER (column_type = 'DECIMAL(38,12)'),"
                                + " count(*) FILTER (column_type = 'TIMESTAMP') FROM (DESCRIBE SELECT * FROM '"
                                + output.toString().replace("'", "''") + "')")) {
            row.next();
            assertThat(List.of(row.getInt(1), row.getInt(2) > 1, row.getInt(3) > 1))
                    .isEqualTo(List.of(20, true, true));
        }
    }
}
