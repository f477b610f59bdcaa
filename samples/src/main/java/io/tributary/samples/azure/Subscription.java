package io.tributary.samples.azure;

/**
 * A subscription.
 *
 * @param index its place among the sample's, from 0
 * @param guid its id
 * @param name its display name
 * @param profile the recipient of its invoices
 */
record Subscription(int index, String guid, String name, Profile profile) {}
