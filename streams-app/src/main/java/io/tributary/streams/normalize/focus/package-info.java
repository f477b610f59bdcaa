/**
 * FOCUS exports that providers make themselves, converted to FOCUS 1.4: rows are copied, money is never recomputed.
 * Open {@link io.tributary.streams.normalize.focus.FocusRows} for the rules; {@link
 * io.tributary.streams.normalize.focus.FocusDialect} is what differs between providers.
 */
package io.tributary.streams.normalize.focus;
