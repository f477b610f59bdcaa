/**
 * Checks the topics of a cluster against the catalogue. Open {@link
 * io.tributary.schemas.topics.TopicContracts} first.
 */
package io.tributary.schemas.topics;
