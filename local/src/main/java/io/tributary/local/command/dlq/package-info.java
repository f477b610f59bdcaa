/**
 * The command {@code dlq}: dead letters, what is parked by them, and how they are mended. Open {@link
 * io.tributary.local.command.dlq.LetterStates} for which of them are open.
 */
package io.tributary.local.command.dlq;
