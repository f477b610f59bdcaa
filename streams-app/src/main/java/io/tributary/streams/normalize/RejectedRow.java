package io.tributary.streams.normalize;

import io.tributary.streams.deadletter.Rejection;

/**
 * A row that could not be read.
 *
 * @param row its number within the page, from 0
 * @param from where its bytes begin in the page's content
 * @param to where they end, its line end not counted
 * @param rejection why
 */
public record RejectedRow(int row, int from, int to, Rejection rejection) {}
