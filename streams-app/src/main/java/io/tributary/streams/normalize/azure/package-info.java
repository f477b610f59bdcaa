/**
 * Azure: line detail of exports, cost details reports and usageDetails. Open {@link
 * io.tributary.streams.normalize.azure.AzureRows} for the rules; {@link
 * io.tributary.streams.normalize.azure.AzureQueryRows} applies them to the sums of the Query interface. Never imports
 * another provider.
 */
package io.tributary.streams.normalize.azure;
