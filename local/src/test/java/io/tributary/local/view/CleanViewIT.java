package io.tributary.local.view;

import static io.tributary.local.view.Costs.cost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.schemas.CostRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes the clean view of a topic on a real broker, and reads its files back. */
class CleanViewIT {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    /** As many digits as the field can hold. */
    private static final String LONG_AMOUNT = "-12345678901234.123456789012345678901234";

    private static final String MANIFEST = "_manifest.json";

    @TempDir
    private static Path brokerDirectory;

    private static CostsTopic topic;

    @TempDir
    private Path directory;

    private Path output;

    @BeforeAll
    static void startBroker() {
        topic = CostsTopic.start(brokerDirectory);
    }

    @AfterAll
    static void stopBroker() {
        topic.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        output = directory.resolve("view");
        topic.replace();
    }

    @Test
    void theLastValueOfEachLiveKeyIsInTheFileOfItsPeriodToTheLastDecimal() throws IOException {
        publish("a", cost("a", "111", NOVEMBER, "1.10"));
        publish("b", cost("b", "111", OCTOBER, "2"));
        publish("c", cost("c", "111", NOVEMBER, "3"));
        publish("d", cost("d", "222", NOVEMBER, "5"));
        publish("a", cost("a", "111", NOVEMBER, LONG_AMOUNT));
        publish("c", null);
        publish("unknown", null);

        List<ViewTotal> totals = write(false);

        assertThat(totals)
                .containsExactly(
                        total("111", OCTOBER, 1, "2"),
                        total("111", NOVEMBER, 1, LONG_AMOUNT),
                        total("222", NOVEMBER, 1, "5"));
        assertThat(files())
                .containsExactly(
                        "billing_period=2026-10/part-00000.parquet", "billing_period=2026-11/part-00000.parquet");
        List<GenericRecord> november = parquet("billing_period=2026-11/part-00000.parquet");
        assertThat(november)
                .extracting(row -> row.get("x_RecordId").toString(), row -> row.get("BilledCost"))
                .containsExactlyInAnyOrder(
                        tuple("a", new BigDecimal(LONG_AMOUNT)), tuple("d", new BigDecimal("5").setScale(24)));
        assertThat(november.get(0).get("ConsumedQuantity")).isEqualTo(new BigDecimal("0.000000000000001"));
        assertThat(november.get(0).get("ChargeDescription")).hasToString("an hour, \"on demand\"\nof üñ€🙂");
    }

    @Test
    void moneyIsADecimalColumnAndTimeATimestamp() throws IOException {
        publish("a", cost("a", "111", NOVEMBER, "1.10"));
        write(false);

        try (ParquetFileReader reader = ParquetFileReader.open(
                new LocalInputFile(output.resolve("billing_period=2026-11/part-00000.parquet")),
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
            var schema = reader.getFileMetaData().getSchema();

            assertThat(schema.getType("BilledCost").getLogicalTypeAnnotation())
                    .isEqualTo(LogicalTypeAnnotation.decimalType(24, 38));
            assertThat(schema.getType("ChargePeriodStart").getLogicalTypeAnnotation())
                    .isEqualTo(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS));
            assertThat(schema.getFieldCount())
                    .isEqualTo(CostRecord.getClassSchema().getFields().size());
        }
    }

    @Test
    void aLaterViewReplacesTheFilesAndRemovesThePeriodsThatAreGone() throws IOException {
        publish("a", cost("a", "111", NOVEMBER, "1"));
        publish("b", cost("b", "111", OCTOBER, "2"));
        write(true);
        Files.writeString(output.resolve("billing_period=2026-11/notes.txt"), "the user's own");
        publish("b", null);
        publish("a", cost("a", "111", NOVEMBER, "4"));

        List<ViewTotal> totals = write(true);

        assertThat(totals).containsExactly(total("111", NOVEMBER, 1, "4"));
        assertThat(files())
                .containsExactly(
                        "_csv/billing_period=2026-11/part-00000.csv",
                        "billing_period=2026-11/notes.txt",
                        "billing_period=2026-11/part-00000.parquet");
    }

    @Test
    void csvHasTheSameRowsWithDecimalsInFull() throws IOException {
        publish("a", cost("a", "111", NOVEMBER, LONG_AMOUNT));
        publish("b", cost("b", "111", NOVEMBER, "0.000000000000000000000001"));
        publish("c", cost("c", "111", NOVEMBER, "100"));

        write(true);

        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(output.resolve("_csv/billing_period=2026-11/part-00000.csv"))) {
            List<NamedCsvRecord> all = rows.stream().toList();
            assertThat(all)
                    .extracting(row -> row.getField("BilledCost"))
                    .containsExactlyInAnyOrder(LONG_AMOUNT, "0.000000000000000000000001", "100");
            assertThat(all.get(0).getField("ChargePeriodStart")).isEqualTo("2026-11-01T00:00:00Z");
            assertThat(all.get(0).getField("ChargeDescription")).isEqualTo("an hour, \"on demand\"\nof üñ€🙂");
        }
    }

    @Test
    void manyRecordsAreAllThere() throws IOException {
        try (KafkaProducer<String, CostRecord> producer = topic.producer("many")) {
            producer.beginTransaction();
            IntStream.range(0, 20_000).forEach(number -> {
                String id = Integer.toString(number);
                producer.send(CostsTopic.record(id, cost(id, "111", NOVEMBER, "0.01")));
            });
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(CostsTopic.record("aborted", cost("aborted", "111", NOVEMBER, "1000")));
            producer.flush();
            producer.abortTransaction();
        }

        assertThat(write(false)).containsExactly(total("111", NOVEMBER, 20_000, "200"));
        assertThat(parquet("billing_period=2026-11/part-00000.parquet")).hasSize(20_000);
    }

    @Test
    void aTransactionThatIsOpenIsWaitedFor() throws Exception {
        try (KafkaProducer<String, CostRecord> producer = topic.producer("open")) {
            producer.beginTransaction();
            producer.send(CostsTopic.record("a", cost("a", "111", NOVEMBER, "7")));
            producer.flush();

            CompletableFuture<List<ViewTotal>> totals = CompletableFuture.supplyAsync(() -> write(false));

            assertThatThrownBy(() -> totals.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            producer.commitTransaction();
            assertThat(totals.get(30, TimeUnit.SECONDS)).containsExactly(total("111", NOVEMBER, 1, "7"));
        }
    }

    @Test
    void anEmptyTopicIsAnEmptyView() throws IOException {
        assertThat(write(true)).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(output.resolve(MANIFEST)).hasContent("0 records in []");
    }

    @Test
    void theManifestSpeaksOfTheFilesBesideIt() {
        publish("a", cost("a", "111", NOVEMBER, "1.10"));
        publish("b", cost("b", "111", NOVEMBER, "2"));
        publish("c", cost("c", "111", OCTOBER, "3"));
        write(true);

        assertThat(output.resolve(MANIFEST))
                .hasContent("3 records in [billing_period=2026-10/part-00000.parquet,"
                        + " billing_period=2026-11/part-00000.parquet]");

        publish("c", null);
        write(true);

        assertThat(output.resolve(MANIFEST)).hasContent("2 records in [billing_period=2026-11/part-00000.parquet]");
    }

    @Test
    void aViewThatCannotBeDescribedLeavesTheOneBeforeIt() throws IOException {
        publish("a", cost("a", "111", NOVEMBER, "1.10"));
        write(false);
        publish("a", null);

        try (CleanView view = view(false)) {
            assertThatThrownBy(() -> view.write((records, left) -> {}, written -> {
                        throw new IllegalStateException("no description");
                    }))
                    .hasMessage("no description");
        }

        assertThat(files()).containsExactly("billing_period=2026-11/part-00000.parquet");
        assertThat(output.resolve(MANIFEST)).exists();
    }

    private List<ViewTotal> write(boolean csv) {
        try (CleanView view = view(csv)) {
            return view.write((records, left) -> {}, CleanViewIT::description).totals();
        }
    }

    private CleanView view(boolean csv) {
        return new CleanView(topic.settings(), CostsTopic.SERDES, output, csv, directory.resolve("scratch"));
    }

    private static String description(WrittenView written) {
        return written.totals().stream().mapToLong(ViewTotal::rows).sum() + " records in " + written.files();
    }

    private static ViewTotal total(String account, YearMonth month, long rows, String billedCost) {
        BigDecimal billed = new BigDecimal(billedCost).setScale(24);
        LocalDate start = month.atDay(1);
        return new ViewTotal(
                "aws",
                account,
                start,
                "USD",
                rows,
                billed,
                billed.multiply(new BigDecimal(2)),
                billed.multiply(new BigDecimal(3)),
                billed.multiply(new BigDecimal(4)));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(output)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> output.relativize(path).toString().replace('\\', '/'))
                    .filter(file -> !file.equals(MANIFEST) && !file.equals("_state.json"))
                    .sorted()
                    .toList();
        }
    }

    private List<GenericRecord> parquet(String file) throws IOException {
        GenericData model = new GenericData();
        SpecificData.getForClass(CostRecord.class).getConversions().forEach(model::addLogicalTypeConversion);
        List<GenericRecord> rows = new ArrayList<>();
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(output.resolve(file)), new PlainParquetConfiguration())
                .withDataModel(model)
                .withCodecFactory(new ZstandardPages())
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static void publish(String key, CostRecord cost) {
        try (KafkaProducer<String, CostRecord> producer = topic.producer("single")) {
            producer.beginTransaction();
            producer.send(CostsTopic.record(key, cost));
            producer.commitTransaction();
        }
    }
}
