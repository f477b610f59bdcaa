/** The command {@code history}: how the total of an account's period came to be. */
package io.tributary.local.command.history;
