package io.tributary.extractors.aws.s3;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.objects.FetchedObject;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket below a prefix. */
public final class S3Objects implements ObjectStore {

    private static final int NOT_MODIFIED = 304;

    private final S3Connection connection;
    private final S3Client client;
    private final Pause pause;
    private final String bucket;
    private final String prefix;

    /**
     * @param pause waits before a broken connection is replaced
     * @param prefix what listed keys begin with; empty for the whole bucket
     */
    public S3Objects(S3Connection connection, Pause pause, String bucket, String prefix) {
        this.connection = requireNonNull(connection, "connection");
        this.client = connection.client();
        this.pause = requireNonNull(pause, "pause");
        this.bucket = requireNonNull(bucket, "bucket");
        this.prefix = requireNonNull(prefix, "prefix");
    }

    @Override
    public void forEach(Predicate<String> isWanted, Consumer<StoredObject> consumer) {
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .contents()) {
                if (isWanted.test(object.key())) {
                    consumer.accept(
                            new StoredObject(object.key(), object.eTag(), object.lastModified(), object.size()));
                }
            }
        } catch (SdkException e) {
            throw S3Failures.translate(uri(prefix), e);
        }
    }

    @Override
    public Optional<StoredObject> head(String key) {
        try {
            HeadObjectResponse head =
                    client.headObject(request -> request.bucket(bucket).key(key));
            return Optional.of(new StoredObject(key, head.eTag(), head.lastModified(), head.contentLength()));
        } catch (SdkException e) {
            if (S3Failures.isMissing(e)) {
                return Optional.empty();
            }
            throw S3Failures.translate(uri(key), e);
        }
    }

    @Override
    public InputStream open(StoredObject object, long offset) {
        return open(object, offset, Math.max(1, object.size() - offset));
    }

    @Override
    public InputStream open(StoredObject object, long offset, long length) {
        long end = offset + length;
        String range = "bytes=" + offset + "-" + (end < object.size() ? Long.toString(end - 1) : "");
        try {
            return new S3Body(client.getObject(request -> request.bucket(bucket)
                    .key(object.key())
                    .ifMatch(object.version())
                    .range(offset == 0 && end >= object.size() ? null : range)));
        } catch (SdkException e) {
            throw S3Failures.translateRead(uri(object.key()), e);
        }
    }

    @Override
    public Optional<FetchedObject> fetchIfChanged(String key, Optional<String> knownVersion) {
        Backoff backoff = connection.resumption();
        int failures = 0;
        while (true) {
            try {
                return fetch(key, knownVersion);
            } catch (IOException e) {
                failures++;
                if (!backoff.admits(failures)) {
                    throw new SourceException.Unavailable(
                            uri(key), "reading it broke off " + failures + " times: " + e.getMessage(), e);
                }
                pause.pause(backoff.delay(failures, ThreadLocalRandom.current()));
            }
        }
    }

    /** Sends the request once; the body is not retried. */
    private Optional<FetchedObject> fetch(String key, Optional<String> knownVersion) throws IOException {
        try (S3Body body = new S3Body(
                client.getObject(request -> request.bucket(bucket).key(key).ifNoneMatch(knownVersion.orElse(null))))) {
            GetObjectResponse response = body.response();
            byte[] content = body.readAllBytes();
            if (content.length != response.contentLength()) {
                throw new IOException(
                        "the connection ended after " + content.length + " of " + response.contentLength() + " bytes");
            }
            return Optional.of(new FetchedObject(
                    new StoredObject(key, response.eTag(), response.lastModified(), content.length), content));
        } catch (SdkException e) {
            if (e instanceof SdkServiceException service && service.statusCode() == NOT_MODIFIED) {
                return Optional.empty();
            }
            throw S3Failures.translate(uri(key), e);
        }
    }

    @Override
    public String uri(String key) {
        return "s3://" + bucket + "/" + key;
    }

    @Override
    public Map<String, DoubleSupplier> gauges() {
        return connection.traffic().gauges();
    }

    @Override
    public void close() {
        connection.close();
    }
}
