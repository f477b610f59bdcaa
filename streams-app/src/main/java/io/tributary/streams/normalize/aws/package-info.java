/**
 * AWS: legacy Cost and Usage Reports. Open {@link io.tributary.streams.normalize.aws.LegacyCurRows} for the rules. Never
 * imports another provider.
 */
package io.tributary.streams.normalize.aws;
