package io.tributary.extractors.aws.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The body of an object: what the SDK throws in the middle of it is a broken connection like any other. */
final class S3Body extends FilterInputStream {

    private final ResponseInputStream<GetObjectResponse> body;

    S3Body(ResponseInputStream<GetObjectResponse> body) {
        super(body);
        this.body = body;
    }

    /** What S3 says of the object. */
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

    /** Drops the connection: reading what is left of a large object only to end politely would take minutes. */
    @Override
    public void close() {
        body.abort();
    }
}
