/** {@code tributary check}: whether a clean view keeps FOCUS's rules. */
package io.tributary.local.command.check;
