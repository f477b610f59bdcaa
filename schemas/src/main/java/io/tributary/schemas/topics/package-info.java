/**
 * Topics as they are on a cluster, held against what the catalogue says they must be. Open {@link
 * io.tributary.schemas.topics.TopicContracts} first.
 */
package io.tributary.schemas.topics;
