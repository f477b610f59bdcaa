/** Commands that keep what accounts were billed. */
package io.tributary.local.command.statements;
