/** What could not be read, as a value: {@link io.tributary.streams.deadletter.Rejection}. */
package io.tributary.streams.deadletter;
