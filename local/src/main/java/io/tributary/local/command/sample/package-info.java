/** The command {@code sample}. */
package io.tributary.local.command.sample;
