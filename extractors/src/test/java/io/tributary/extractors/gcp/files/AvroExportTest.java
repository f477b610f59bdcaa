package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.source.SourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroExportTest {

    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type":"record","name":"Root","fields":[
              {"name":"billing_account_id","type":["null","string"]},
              {"name":"invoice","type":["null",{"type":"record","name":"Invoice","namespace":"root","fields":[
                {"name":"month","type":["null","string"]}]}]},
              {"name":"cost","type":["null","double"]},
              {"name":"export_time","type":["null",{"type":"long","logicalType":"timestamp-micros"}]},
              {"name":"partition_date","type":["null",{"type":"int","logicalType":"date"}]},
              {"name":"price","type":["null",{"type":"bytes","logicalType":"decimal","precision":38,"scale":9}]},
              {"name":"count","type":["null","long"]},
              {"name":"inherited","type":["null","boolean"]},
              {"name":"credits","type":{"type":"array","items":{"type":"record","name":"Credits","namespace":"root",
                "fields":[{"name":"name","type":["null","string"]},{"name":"amount","type":["null","double"]}]}}}
            ]}""");

    @Test
    void valuesAreExact() throws IOException {
        byte[] file = file(CodecFactory.nullCodec(), row -> {
            row.put("billing_account_id", "A \"b\" é");
            row.put("invoice", record("invoice", invoice -> invoice.put("month", "202610")));
            row.put("cost", 2.3198314011096954e-05);
            row.put("export_time", Instant.parse("2026-10-02T01:11:12.066321Z").getEpochSecond() * 1_000_000 + 66_321);
            row.put("partition_date", 20_000);
            row.put(
                    "price",
                    ByteBuffer.wrap(
                            new BigDecimal("-0.031611000").unscaledValue().toByteArray()));
            row.put("count", Long.MAX_VALUE);
            row.put("inherited", true);
            row.put("credits", List.of(credit("free", -0.30000000000000004), credit(null, 1e22)));
        });

        assertThat(rows(file))
                .isEqualTo("{\"billing_account_id\":\"A \\\"b\\\" é\",\"invoice\":{\"month\":\"202610\"},"
                        + "\"cost\":0.000023198314011096954,\"export_time\":\"2026-10-02T01:11:12.066321Z\","
                        + "\"partition_date\":\"2024-10-04\",\"price\":-0.031611000,\"count\":9223372036854775807,"
                        + "\"inherited\":true,\"credits\":[{\"name\":\"free\",\"amount\":-0.30000000000000004},"
                        + "{\"amount\":10000000000000000000000}]}");
    }

    @Test
    void nullsAreLeftOut() throws IOException {
        assertThat(rows(file(CodecFactory.nullCodec(), row -> row.put("cost", 0.0))))
                .isEqualTo("{\"cost\":0,\"credits\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deflate", "snappy", "null"})
    void codecsOfBigQueryAreRead(String codec) throws IOException {
        byte[] file = file(CodecFactory.fromString(codec), row -> row.put("cost", 1.5));

        assertThat(rows(file)).isEqualTo("{\"cost\":1.5,\"credits\":[]}");
    }

    @Test
    void truncatedFileIsAnError() {
        byte[] whole = file(CodecFactory.nullCodec(), row -> row.put("cost", 1.5));
        byte[] file = Arrays.copyOf(whole, whole.length - 5);

        assertThatThrownBy(() -> rows(file)).isInstanceOf(IOException.class);
    }

    @Test
    void fileWithoutRecordsIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>())) {
            writer.create(SchemaBuilder.builder().stringType(), bytes);
        }

        assertThatThrownBy(() -> rows(bytes.toByteArray()))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("rows.avro")
                .hasMessageContaining("expected records");
    }

    private static String rows(byte[] file) throws IOException {
        StringBuilder rows = new StringBuilder();
        try (AvroExport export = AvroExport.open("rows.avro", new ByteArrayInputStream(file))) {
            for (Optional<ExportRow> row = export.next(); row.isPresent(); row = export.next()) {
                rows.append(new String(row.get().json(), UTF_8));
            }
        }
        return rows.toString();
    }

    private static GenericRecord credit(String name, double amount) {
        Schema element = SCHEMA.getField("credits").schema().getElementType();
        GenericRecord credit = new GenericData.Record(element);
        credit.put("name", name);
        credit.put("amount", amount);
        return credit;
    }

    private static GenericRecord record(String field, Consumer<GenericRecord> values) {
        GenericRecord record = new GenericData.Record(
                SCHEMA.getField(field).schema().getTypes().get(1));
        values.accept(record);
        return record;
    }

    private static byte[] file(CodecFactory codec, Consumer<GenericRecord> values) {
        GenericRecord row = new GenericData.Record(SCHEMA);
        row.put("credits", List.of());
        values.accept(row);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataFileWriter<GenericRecord> writer = new DataFileWriter<>(new GenericDatumWriter<>(SCHEMA))) {
            writer.setCodec(codec);
            writer.create(SCHEMA, bytes);
            writer.append(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
