package io.tributary.extractors.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * The pages of one column of a row group, each read when it is needed: Parquet's own reader would first read the whole
 * stored row group, which may be hundreds of megabytes.
 */
final class ColumnPages implements PageReader {

    private final ColumnChunkMetaData chunk;
    private final ChunkBytes bytes;
    private final BytesInputDecompressor decompressor;

    /** The header of a page that was looked at and not read. */
    private PageHeader pending;

    private long valuesRead;

    ColumnPages(ColumnChunkMetaData chunk, ChunkBytes bytes, BytesInputDecompressor decompressor) {
        this.chunk = chunk;
        this.bytes = bytes;
        this.decompressor = decompressor;
    }

    @Override
    public long getTotalValueCount() {
        return chunk.getValueCount();
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        try {
            PageHeader header = header();
            if (header.getType() != PageType.DICTIONARY_PAGE) {
                pending = header;
                return null;
            }
            DictionaryPageHeader dictionary = header.getDictionary_page_header();
            int size = header.getUncompressed_page_size();
            return new DictionaryPage(
                    decompressor.decompress(BytesInput.from(body(header)), size),
                    size,
                    dictionary.getNum_values(),
                    encoding(dictionary.getEncoding()));
        } catch (IOException e) {
            throw new UnreadablePageException(chunk, e);
        }
    }

    @Override
    public DataPage readPage() {
        try {
            while (valuesRead < chunk.getValueCount()) {
                PageHeader header = header();
                switch (header.getType()) {
                    case DATA_PAGE:
                        return first(header);
                    case DATA_PAGE_V2:
                        return second(header);
                    default:
                        // An index, or a later kind of page: it has no values.
                        body(header);
                }
            }
            return null;
        } catch (IOException e) {
            throw new UnreadablePageException(chunk, e);
        }
    }

    private DataPage first(PageHeader header) throws IOException {
        DataPageHeader page = header.getData_page_header();
        int size = header.getUncompressed_page_size();
        BytesInput values = decompressor.decompress(BytesInput.from(body(header)), size);
        valuesRead += page.getNum_values();
        return new DataPageV1(
                values,
                page.getNum_values(),
                size,
                null,
                encoding(page.getRepetition_level_encoding()),
                encoding(page.getDefinition_level_encoding()),
                encoding(page.getEncoding()));
    }

    /** In this version of the format the levels before the values are not compressed. */
    private DataPage second(PageHeader header) throws IOException {
        DataPageHeaderV2 page = header.getData_page_header_v2();
        byte[] body = body(header);
        int repetitions = page.getRepetition_levels_byte_length();
        int levels = repetitions + page.getDefinition_levels_byte_length();
        if (repetitions < 0 || levels < repetitions || levels > body.length) {
            throw new EOFException("a page states " + levels + " bytes of levels and has " + body.length);
        }
        BytesInput values = BytesInput.from(body, levels, body.length - levels);
        if (page.isIs_compressed() && body.length > levels) {
            values = decompressor.decompress(values, header.getUncompressed_page_size() - levels);
        }
        valuesRead += page.getNum_values();
        return DataPageV2.uncompressed(
                page.getNum_rows(),
                page.getNum_nulls(),
                page.getNum_values(),
                BytesInput.from(body, 0, repetitions),
                BytesInput.from(body, repetitions, levels - repetitions),
                encoding(page.getEncoding()),
                values,
                null);
    }

    private PageHeader header() throws IOException {
        if (pending != null) {
            PageHeader header = pending;
            pending = null;
            return header;
        }
        if (bytes.left() == 0) {
            throw new EOFException(
                    "it has " + valuesRead + " values: expected " + chunk.getValueCount() + ", as its footer states");
        }
        PageHeader header = Util.readPageHeader(bytes);
        if (header.getCompressed_page_size() < 0
                || header.getUncompressed_page_size() < 0
                || header.getUncompressed_page_size() > chunk.getTotalUncompressedSize()) {
            throw new EOFException("a page states " + header.getUncompressed_page_size() + " bytes, its column "
                    + chunk.getTotalUncompressedSize() + " in all");
        }
        return header;
    }

    private byte[] body(PageHeader header) throws IOException {
        byte[] body = bytes.take(header.getCompressed_page_size());
        if (header.isSetCrc()) {
            CRC32 checksum = new CRC32();
            checksum.update(body);
            if ((int) checksum.getValue() != header.getCrc()) {
                throw new IOException("a page does not match its checksum");
            }
        }
        return body;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) throws IOException {
        if (encoding == null) {
            throw new IOException("a page states no encoding that is known");
        }
        return Encoding.valueOf(encoding.name());
    }

    /** A page that cannot be read: Parquet's interface has no checked exceptions. */
    static final class UnreadablePageException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnreadablePageException(ColumnChunkMetaData chunk, IOException cause) {
            super("column " + chunk.getPath() + ": " + cause.getMessage(), cause);
        }
    }
}
