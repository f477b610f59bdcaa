package io.tributary.extractors.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.xerial.snappy.Snappy;

/**
 * Compresses and decompresses Parquet pages: none, Snappy, gzip and Zstandard. Parquet's own codecs need Hadoop, with
 * its configuration and a dozen libraries.
 */
final class PageCodecs implements CompressionCodecFactory {

    private static final Map<CompressionCodecName, Codec> CODECS = new EnumMap<>(Map.of(
            CompressionCodecName.UNCOMPRESSED, new Uncompressed(),
            CompressionCodecName.SNAPPY, new SnappyBlocks(),
            CompressionCodecName.GZIP, new Gzip(),
            CompressionCodecName.ZSTD, new Zstandard()));

    /** The supported codecs. */
    static Set<CompressionCodecName> known() {
        return Collections.unmodifiableSet(CODECS.keySet());
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName name) {
        return new Compressor(name, codec(name));
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
        return new Decompressor(codec(name));
    }

    @Override
    public void release() {}

    private static Codec codec(CompressionCodecName name) {
        Codec codec = CODECS.get(name);
        if (codec == null) {
            throw new IllegalArgumentException("Codec " + name + ", expected one of " + CODECS.keySet());
        }
        return codec;
    }

    /** One way to compress a page. */
    private interface Codec {

        byte[] compress(byte[] page) throws IOException;

        /** @param size bytes of the page decompressed */
        byte[] decompress(byte[] page, int size) throws IOException;
    }

    private static final class Uncompressed implements Codec {

        @Override
        public byte[] compress(byte[] page) {
            return page;
        }

        @Override
        public byte[] decompress(byte[] page, int size) {
            return page;
        }
    }

    /** Raw blocks, without the framing that files have. */
    private static final class SnappyBlocks implements Codec {

        @Override
        public byte[] compress(byte[] page) throws IOException {
            return Snappy.compress(page);
        }

        @Override
        public byte[] decompress(byte[] page, int size) throws IOException {
            return Snappy.uncompress(page);
        }
    }

    private static final class Gzip implements Codec {

        @Override
        public byte[] compress(byte[] page) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream gzip = new GZIPOutputStream(bytes)) {
                gzip.write(page);
            }
            return bytes.toByteArray();
        }

        @Override
        public byte[] decompress(byte[] page, int size) throws IOException {
            try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(page))) {
                return gzip.readNBytes(size);
            }
        }
    }

    private static final class Zstandard implements Codec {

        @Override
        public byte[] compress(byte[] page) {
            return Zstd.compress(page);
        }

        @Override
        public byte[] decompress(byte[] page, int size) {
            return Zstd.decompress(page, size);
        }
    }

    /** Compresses one page at a time. */
    private record Compressor(CompressionCodecName name, Codec codec) implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return BytesInput.from(codec.compress(page.toInputStream().readAllBytes()));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return name;
        }

        @Override
        public void release() {}
    }

    /** Decompresses one page at a time. */
    private record Decompressor(Codec codec) implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput page, int size) throws IOException {
            return BytesInput.from(decompress(page.toInputStream().readAllBytes(), size));
        }

        @Override
        public void decompress(ByteBuffer page, int compressedSize, ByteBuffer output, int size) throws IOException {
            byte[] compressed = new byte[compressedSize];
            page.get(compressed);
            output.clear();
            output.put(decompress(compressed, size));
        }

        private byte[] decompress(byte[] page, int size) throws IOException {
            byte[] decompressed = codec.decompress(page, size);
            if (decompressed.length != size) {
                throw new IOException("a page has " + decompressed.length + " bytes decompressed: expected " + size
                        + " as it states");
            }
            return decompressed;
        }

        @Override
        public void release() {}
    }
}
