/** The command {@code extract}. */
package io.tributary.local.command.extract;
