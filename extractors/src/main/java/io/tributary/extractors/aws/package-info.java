/**
 * AWS: Cost and Usage Reports, old and new, and FOCUS exports from a bucket or a directory. Open
 * {@link io.tributary.extractors.aws.AwsExtractor} first; knows no other provider and no Kafka topics.
 */
package io.tributary.extractors.aws;
