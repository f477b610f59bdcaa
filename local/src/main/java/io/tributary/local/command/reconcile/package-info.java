/** The command that reconciles totals with what was billed, and the evidence that it gathers. */
package io.tributary.local.command.reconcile;
