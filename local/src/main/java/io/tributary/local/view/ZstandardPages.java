package io.tributary.local.view;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses Parquet pages with Zstandard. Parquet's own codecs are Hadoop's, which would bring its configuration and a
 * dozen libraries along.
 */
final class ZstandardPages implements CompressionCodecFactory {

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        requireZstandard(codec);
        return new Compressor();
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        requireZstandard(codec);
        return new Decompressor();
    }

    private static void requireZstandard(CompressionCodecName codec) {
        if (codec != CompressionCodecName.ZSTD) {
            throw new IllegalArgumentException("Codec " + codec + ", expected " + CompressionCodecName.ZSTD);
        }
    }

    @Override
    public void release() {}

    /** Compresses one page at a time, always into the same array: who takes a page copies it before the next. */
    private static final class Compressor implements BytesInputCompressor {

        private final ZstdCompressCtx zstandard = new ZstdCompressCtx();
        private final Page content = new Page();
        private byte[] compressed = new byte[0];

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            content.reset();
            page.writeAllTo(content);
            int most = Math.toIntExact(Zstd.compressBound(content.size()));
            if (compressed.length < most) {
                compressed = new byte[most];
            }
            int size = zstandard.compressByteArray(compressed, 0, most, content.bytes(), 0, content.size());
            return BytesInput.from(compressed, 0, size);
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            zstandard.close();
        }
    }

    /** Bytes that are written without a copy at the end. */
    private static final class Page extends ByteArrayOutputStream {

        private byte[] bytes() {
            return buf;
        }
    }

    /** Decompresses one page at a time. */
    private static final class Decompressor implements BytesInputDecompressor {

        @Override
        public BytesInput decompress(BytesInput page, int decompressedSize) throws IOException {
            return BytesInput.from(Zstd.decompress(page.toInputStream().readAllBytes(), decompressedSize));
        }

        @Override
        public void decompress(ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
                throws IOException {
            byte[] compressed = new byte[compressedSize];
            input.get(compressed);
            output.put(Zstd.decompress(compressed, decompressedSize));
        }

        @Override
        public void release() {}
    }
}
