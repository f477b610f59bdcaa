/**
 * AWS: Cost and Usage Reports, legacy ones and CUR 2.0. Open {@link io.tributary.streams.normalize.aws.CurRows} for the
 * rules. Never imports another provider.
 */
package io.tributary.streams.normalize.aws;
