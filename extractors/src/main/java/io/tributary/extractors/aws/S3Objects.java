package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket, from a prefix on. */
final class S3Objects implements ObjectStore {

    private final S3Client client;
    private final String bucket;
    private final String prefix;

    /** @param prefix what listed keys begin with; empty for the whole bucket */
    S3Objects(S3Client client, String bucket, String prefix) {
        this.client = requireNonNull(client, "client");
        this.bucket = requireNonNull(bucket, "bucket");
        this.prefix = requireNonNull(prefix, "prefix");
    }

    @Override
    public List<StoredObject> list(Predicate<String> isWanted) {
        List<StoredObject> found = new ArrayList<>();
        try {
            for (S3Object object : client.listObjectsV2Paginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .contents()) {
                if (isWanted.test(object.key())) {
                    found.add(new StoredObject(object.key(), object.eTag(), object.lastModified(), object.size()));
                }
            }
        } catch (SdkException e) {
            throw S3Failures.translate(uri(prefix), e);
        }
        return found;
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
        try {
            return new S3Body(client.getObject(request -> request.bucket(bucket)
                    .key(object.key())
                    .ifMatch(object.version())
                    .range(offset == 0 ? null : "bytes=" + offset + "-")));
        } catch (SdkException e) {
            throw S3Failures.translateRead(uri(object.key()), e);
        }
    }

    @Override
    public String uri(String key) {
        return "s3://" + bucket + "/" + key;
    }

    @Override
    public void close() {
        client.close();
    }
}
