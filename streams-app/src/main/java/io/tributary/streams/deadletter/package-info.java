/** Pages and rows that could not be read, as values: {@link io.tributary.streams.deadletter.Rejection}. */
package io.tributary.streams.deadletter;
