/** Turns raw pages into cost records, dead letters and delivery verdicts. */
package io.tributary.streams;
