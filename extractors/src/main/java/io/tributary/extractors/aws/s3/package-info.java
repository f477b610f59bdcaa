/** Reads buckets of S3: clients, credentials, rate limits, retries. Knows no report. */
package io.tributary.extractors.aws.s3;
