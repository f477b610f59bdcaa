package io.tributary.extractors.aws;

/** Legacy Cost and Usage Reports in a bucket or a directory. */
public final class AwsSource {

    private AwsSource() {}
}
