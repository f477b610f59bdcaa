/** The broker and registry that a command uses, and its settings. */
package io.tributary.local.command.cluster;
