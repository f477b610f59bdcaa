package io.tributary.extractors.parquet;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.ByteBuilder;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file as lines of CSV. What is held is a bounded part of a row group, and what it is read from.
 */
final class ParquetRows implements AutoCloseable {

    private final String object;
    private final SeekableInputStream file;
    private final ByteBuilder out;
    private final MessageType stored;
    private final MessageColumnIO columns;
    private final Set<ColumnPath> wanted;
    private final RowConverter converter;
    private final List<BlockMetaData> rowGroups;
    private final PageCodecs codecs = new PageCodecs();

    private int nextGroup;
    private long rowsLeftInGroup;
    private RecordReader<Boolean> group;

    private ParquetRows(
            String object,
            SeekableInputStream file,
            ParquetMetadata footer,
            Predicate<String> isWanted,
            ByteBuilder out) {
        this.object = object;
        this.file = file;
        this.out = out;
        this.rowGroups = footer.getBlocks();
        this.stored = footer.getFileMetaData().getSchema();
        MessageType schema = new MessageType(
                stored.getName(),
                stored.getFields().stream()
                        .filter(field -> isWanted.test(field.getName()))
                        .toList());
        this.columns = new ColumnIOFactory(footer.getFileMetaData().getCreatedBy()).getColumnIO(schema, stored);
        this.wanted = schema.getColumns().stream()
                .map(column -> ColumnPath.get(column.getPath()))
                .collect(Collectors.toUnmodifiableSet());
        this.converter = new RowConverter(schema, out);
    }

    /**
     * Opens a file and reads its footer.
     *
     * @param isWanted says by its name whether a column is read
     * @param out takes the lines
     * @throws SourceException.Missing if the file is not there
     * @throws SourceException.Malformed if it is no Parquet file, or one that cannot be read
     */
    static ParquetRows open(String object, InputFile input, Predicate<String> isWanted, ByteBuilder out) {
        requireNonNull(out, "out");
        SeekableInputStream file = null;
        try {
            file = input.newStream();
            ParquetFrame.require(object, file, input.getLength());
            ParquetReadOptions options =
                    ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
            ParquetMetadata footer = ParquetFileReader.readFooter(input, options, file);
            requireKnownCodecs(object, footer.getBlocks());
            return new ParquetRows(object, file, footer, isWanted, out);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, file);
            throw ParquetFailures.of(object, e);
        }
    }

    private static void requireKnownCodecs(String object, List<BlockMetaData> rowGroups) {
        for (BlockMetaData rowGroup : rowGroups) {
            for (ColumnChunkMetaData column : rowGroup.getColumns()) {
                if (!PageCodecs.known().contains(column.getCodec())) {
                    throw new SourceException.Malformed(
                            object,
                            "is compressed with " + column.getCodec() + " in column " + column.getPath()
                                    + ": expected one of " + PageCodecs.known());
                }
            }
        }
    }

    private static void closeAfter(Exception problem, SeekableInputStream file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                problem.addSuppressed(e);
            }
        }
    }

    /** Names of all the file's columns, read or not, in order. */
    List<String> columns() {
        return stored.getFields().stream().map(Type::getName).toList();
    }

    /** How many rows the file has, by its footer. */
    long rows() {
        return rowGroups.stream().mapToLong(BlockMetaData::getRowCount).sum();
    }

    /** Writes the line with the names of the columns. */
    void appendHeader() {
        RowConverter.writeHeader(columns.getType(), out);
    }

    /** Skips up to {@code rows} rows, whole row groups unread; says how many there were. */
    long skip(long rows) {
        long left = rows;
        int start = out.size();
        while (left > 0) {
            if (rowsLeftInGroup == 0
                    && nextGroup < rowGroups.size()
                    && rowGroups.get(nextGroup).getRowCount() <= left) {
                left -= rowGroups.get(nextGroup).getRowCount();
                nextGroup++;
            } else if (appendNext()) {
                out.truncate(start);
                left--;
            } else {
                break;
            }
        }
        return rows - left;
    }

    /** Appends the line of the next row; false at the end. */
    boolean appendNext() {
        try {
            if (rowsLeftInGroup == 0 && !openNextGroup()) {
                return false;
            }
            group.read();
            rowsLeftInGroup--;
            return true;
        } catch (IOException | RuntimeException e) {
            throw ParquetFailures.of(object, e);
        }
    }

    private boolean openNextGroup() throws IOException {
        while (nextGroup < rowGroups.size() && rowGroups.get(nextGroup).getRowCount() == 0) {
            nextGroup++;
        }
        if (nextGroup == rowGroups.size()) {
            return false;
        }
        // What is held of the last row group goes before the next is read.
        group = null;
        RowGroup pages = RowGroup.open(file, rowGroups.get(nextGroup), wanted, codecs);
        nextGroup++;
        rowsLeftInGroup = pages.getRowCount();
        group = columns.getRecordReader(pages, converter.materializer());
        return true;
    }

    @Override
    public void close() {
        try {
            group = null;
            file.close();
        } catch (IOException e) {
            throw ParquetFailures.of(object, e);
        }
    }
}
