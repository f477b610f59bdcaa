/** What commands print and how they end: tables, the progress line, logs, exit codes. */
package io.tributary.local.command.console;
