/** FOCUS data sets beside the clean view, derived from what it holds. */
package io.tributary.local.command.focus;
