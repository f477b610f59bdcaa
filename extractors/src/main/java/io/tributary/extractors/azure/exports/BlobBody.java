package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DownloadRetryOptions;
import io.tributary.extractors.objects.StoredObject;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of a blob in one version, requested block by block, so that a slow reader holds no connection open. A
 * block that breaks off is lost, so the first is small, and each is twice as large as the one before it.
 */
final class BlobBody extends InputStream {

    /** Enough for a header and some rows, which is all that is read to find out whose costs a file holds. */
    private static final int FIRST_BLOCK_BYTES = 64 * 1024;

    private static final int LARGEST_BLOCK_BYTES = 4 * 1024 * 1024;

    private final String uri;
    private final BlobClient client;
    private final BlobRequestConditions isVersion;
    private final long size;
    private long offset;
    private byte[] block = {};
    private int position;
    private int blockBytes = FIRST_BLOCK_BYTES;

    BlobBody(String uri, BlobClient client, StoredObject object, long offset) {
        this.uri = requireNonNull(uri, "uri");
        this.client = requireNonNull(client, "client");
        this.isVersion = new BlobRequestConditions().setIfMatch("\"" + object.version() + "\"");
        this.size = object.size();
        this.offset = offset;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == block.length) {
            if (offset >= size) {
                return -1;
            }
            block = load();
            position = 0;
            offset += block.length;
            blockBytes = Math.min(2 * blockBytes, LARGEST_BLOCK_BYTES);
        }
        int count = Math.min(length, block.length - position);
        System.arraycopy(block, position, target, from, count);
        position += count;
        return count;
    }

    private byte[] load() throws IOException {
        long count = Math.min(blockBytes, size - offset);
        byte[] loaded;
        try {
            BinaryData data = client.downloadContentWithResponse(
                            new DownloadRetryOptions().setMaxRetryRequests(0),
                            isVersion,
                            new BlobRange(offset, count),
                            false,
                            null,
                            Context.NONE)
                    .getValue();
            loaded = data.toBytes();
        } catch (BlobStorageException e) {
            if (BlobFailures.mayPass(e)) {
                throw new IOException(BlobFailures.describe(e), e);
            }
            throw BlobFailures.translateRead(uri, e);
        } catch (ClientAuthenticationException e) {
            throw BlobFailures.translate(uri, e);
        } catch (RuntimeException e) {
            // The block broke off: the reader opens the blob again where this ended.
            throw new IOException(e.getMessage(), e);
        }
        if (loaded.length != count) {
            throw new IOException("the answer has " + loaded.length + " of " + count + " bytes");
        }
        return loaded;
    }
}
