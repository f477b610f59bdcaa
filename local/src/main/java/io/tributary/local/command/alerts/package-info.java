/** What needs a person: found, kept on a topic, told to a webhook, listed. */
package io.tributary.local.command.alerts;
