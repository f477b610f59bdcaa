package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files written by Parquet's own writer, and the pages that {@link ParquetPages} reads from them. */
public final class ParquetForTests {

    static final PageLimits LIMITS = new PageLimits(100_000, 1000, 10_000_000);

    private final Path file;
    private final MessageType schema;
    private final List<Consumer<Group>> rows = new ArrayList<>();
    private CompressionCodecName codec = CompressionCodecName.SNAPPY;
    private int rowsInGroup = Integer.MAX_VALUE;

    /** @param columns the fields of a Parquet schema, as between its braces */
    public ParquetForTests(Path file, String columns) {
        this(file, MessageTypeParser.parseMessageType("message bill { " + columns + " }"));
    }

    ParquetForTests(Path file, MessageType schema) {
        this.file = file;
        this.schema = schema;
    }

    ParquetForTests codec(CompressionCodecName newCodec) {
        codec = newCodec;
        return this;
    }

    public ParquetForTests rowsInGroup(int rowCount) {
        rowsInGroup = rowCount;
        return this;
    }

    public ParquetForTests row(Consumer<Group> values) {
        rows.add(values);
        return this;
    }

    public Path write() {
        SimpleGroupFactory groups = new SimpleGroupFactory(schema);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(schema)
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(codec)
                .withCodecFactory(new PageCodecs())
                .withRowGroupRowCountLimit(rowsInGroup)
                .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                .build()) {
            for (Consumer<Group> row : rows) {
                Group group = groups.newGroup();
                row.accept(group);
                writer.write(group);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** The lines after the header; no value may have a line end. */
    static List<String> lines(Path file) {
        List<String> lines = new ArrayList<>();
        for (Page page : pages(file, 0, LIMITS)) {
            lines.addAll(new String(page.content(), UTF_8).lines().skip(1).toList());
        }
        return lines;
    }

    static List<Page> pages(Path file, long firstRow, PageLimits limits) {
        List<Page> pages = new ArrayList<>();
        try (ParquetPages reader = new ParquetPages("bill.parquet", file, 2, firstRow, limits, header -> {})) {
            for (Optional<Page> page = reader.next(); page.isPresent(); page = reader.next()) {
                pages.add(page.get());
            }
        }
        return pages;
    }
}
