package io.tributary.extractors.aws.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The body of an object. Exceptions of the SDK in the middle of it count as a broken connection. */
final class S3Body extends FilterInputStream {

    private final ResponseInputStream<GetObjectResponse> body;

    S3Body(ResponseInputStream<GetObjectResponse> body) {
        super(body);
        this.body = body;
    }

    /** The headers of the object. */
    GetObjectResponse response() {
        return body.response();
    }

    @Override
    public int read() throws IOException {
        try {
            return body.read();
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return body.read(target, offset, length);
        } catch (SdkException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Drops the connection: reading the rest of a large object would take minutes. */
    @Override
    public void close() {
        body.abort();
    }
}
