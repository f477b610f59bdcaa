package io.tributary.extractors.parquet;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.ByteBuilder;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The rows of a Parquet file as lines of CSV. What is held is a row group as it is stored, and what it is read from. */
final class ParquetRows implements AutoCloseable {

    private final String object;
    private final ParquetFileReader file;
    private final ByteBuilder out;
    private final MessageColumnIO columns;
    private final RowConverter converter;
    private final List<BlockMetaData> rowGroups;

    private int nextGroup;
    private long rowsLeftInGroup;
    private PageReadStore pages;
    private RecordReader<Boolean> group;

    private ParquetRows(String object, ParquetFileReader file, ByteBuilder out) {
        this.object = object;
        this.file = file;
        this.out = out;
        this.rowGroups = file.getRowGroups();
        MessageType schema = file.getFileMetaData().getSchema();
        this.columns = new ColumnIOFactory(file.getFileMetaData().getCreatedBy()).getColumnIO(schema);
        this.converter = new RowConverter(schema, out);
    }

    /**
     * Opens a file and reads its footer.
     *
     * @param out takes the lines
     * @throws SourceException.Missing where the file is not there
     * @throws SourceException.Malformed where it is no Parquet file, or one that cannot be read
     */
    static ParquetRows open(String object, Path path, ByteBuilder out) {
        requireNonNull(out, "out");
        ParquetFileReader file = null;
        try {
            ParquetFrame.require(object, path);
            ParquetReadOptions options = ParquetReadOptions.builder(new PlainParquetConfiguration())
                    .withCodecFactory(new PageCodecs())
                    .usePageChecksumVerification()
                    .build();
            file = ParquetFileReader.open(new LocalInputFile(path), options);
            requireKnownCodecs(object, file.getRowGroups());
            return new ParquetRows(object, file, out);
        } catch (IOException | RuntimeException e) {
            SourceException problem = ParquetFailures.of(object, e);
            closeAfter(problem, file);
            throw problem;
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

    private static void closeAfter(SourceException problem, ParquetFileReader file) {
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                problem.addSuppressed(e);
            }
        }
    }

    /** Names of the columns, in order. */
    List<String> columns() {
        return columns.getType().getFields().stream().map(Type::getName).toList();
    }

    /** How many rows the file has, by its footer. */
    long rows() {
        return file.getRecordCount();
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
        closeGroup();
        // Not as the next one, of which the reader would keep the last one while it reads.
        pages = file.readRowGroup(nextGroup);
        nextGroup++;
        rowsLeftInGroup = pages.getRowCount();
        group = columns.getRecordReader(pages, converter.materializer());
        return true;
    }

    private void closeGroup() {
        if (pages != null) {
            pages.close();
        }
        pages = null;
        group = null;
    }

    @Override
    public void close() {
        try {
            closeGroup();
            file.close();
        } catch (IOException e) {
            throw ParquetFailures.of(object, e);
        }
    }
}
