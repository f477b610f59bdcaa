/**
 * The {@code tributary} command. Start at {@link io.tributary.local.command.Tributary}; {@link
 * io.tributary.local.command.RunCommand} is the main job.
 */
package io.tributary.local.command;
