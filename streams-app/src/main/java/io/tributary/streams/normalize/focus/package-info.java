/**
 * Cost data that a provider itself made in FOCUS form, brought to FOCUS 1.4: rows are copied, money is never recomputed.
 * Open {@link io.tributary.streams.normalize.focus.FocusRows} for the rules; what is particular to a provider stands
 * behind {@link io.tributary.streams.normalize.focus.FocusDialect}.
 */
package io.tributary.streams.normalize.focus;
