package io.tributary.extractors.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A row group that is read along with its rows, in bounded memory: small columns are read completely, neighbours in
 * one request; large ones piece by piece.
 */
final class RowGroup implements PageReadStore {

    /** The stored bytes of a row group that memory holds; half for whole columns and half for pieces of others. */
    private static final int HELD_BYTES = 24 * 1024 * 1024;

    /** The least piece, however many large columns there are; smaller ones would need too many requests. */
    private static final int LEAST_PIECE_BYTES = 64 * 1024;

    /** The most that is read in one request, without unread bytes between two columns. */
    private static final int RUN_BYTES = 8 * 1024 * 1024;

    private final long rows;
    private final Map<ColumnPath, PageReader> readers = new HashMap<>();

    private RowGroup(long rows) {
        this.rows = rows;
    }

    /**
     * Begins to read a row group.
     *
     * @param file read whenever a piece is needed, until the last row
     * @param wanted columns that are read
     */
    static RowGroup open(SeekableInputStream file, BlockMetaData metaData, Set<ColumnPath> wanted, PageCodecs codecs)
            throws IOException {
        List<ColumnChunkMetaData> chunks = metaData.getColumns().stream()
                .filter(chunk -> wanted.contains(chunk.getPath()))
                .sorted(Comparator.comparingLong(ColumnChunkMetaData::getTotalSize))
                .toList();
        int whole = 0;
        long bytes = 0;
        while (whole < chunks.size() && bytes + chunks.get(whole).getTotalSize() <= HELD_BYTES / 2) {
            bytes += chunks.get(whole).getTotalSize();
            whole++;
        }
        RowGroup group = new RowGroup(metaData.getRowCount());
        group.hold(file, chunks.subList(0, whole), codecs);
        List<ColumnChunkMetaData> large = chunks.subList(whole, chunks.size());
        for (ColumnChunkMetaData chunk : large) {
            int piece = Math.max(LEAST_PIECE_BYTES, HELD_BYTES / 2 / large.size());
            group.add(chunk, new ChunkBytes(file, chunk.getStartingPos(), chunk.getTotalSize(), piece), codecs);
        }
        return group;
    }

    private void hold(SeekableInputStream file, List<ColumnChunkMetaData> chunks, PageCodecs codecs)
            throws IOException {
        List<ColumnChunkMetaData> inOrder = new ArrayList<>(chunks);
        inOrder.sort(Comparator.comparingLong(ColumnChunkMetaData::getStartingPos));
        int from = 0;
        while (from < inOrder.size()) {
            long start = inOrder.get(from).getStartingPos();
            long end = start + inOrder.get(from).getTotalSize();
            int to = from + 1;
            while (to < inOrder.size()
                    && inOrder.get(to).getStartingPos() == end
                    && end + inOrder.get(to).getTotalSize() - start <= RUN_BYTES) {
                end += inOrder.get(to).getTotalSize();
                to++;
            }
            byte[] run = new byte[Math.toIntExact(end - start)];
            file.seek(start);
            file.readFully(run);
            for (ColumnChunkMetaData chunk : inOrder.subList(from, to)) {
                int at = (int) (chunk.getStartingPos() - start);
                add(chunk, new ChunkBytes(run, at, (int) chunk.getTotalSize()), codecs);
            }
            from = to;
        }
    }

    private void add(ColumnChunkMetaData chunk, ChunkBytes bytes, PageCodecs codecs) {
        readers.put(chunk.getPath(), new ColumnPages(chunk, bytes, codecs.getDecompressor(chunk.getCodec())));
    }

    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
        PageReader reader = readers.get(ColumnPath.get(column.getPath()));
        if (reader == null) {
            throw new IllegalArgumentException("Column " + column + " is not in the row group");
        }
        return reader;
    }

    @Override
    public long getRowCount() {
        return rows;
    }
}
