/** The command {@code run}: from bills to clean records. */
package io.tributary.local.command.run;
