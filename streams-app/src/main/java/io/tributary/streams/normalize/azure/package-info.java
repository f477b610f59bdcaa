/**
 * Azure: line detail of Exports, cost details reports and usageDetails. Open {@link
 * io.tributary.streams.normalize.azure.CostRows} for the rules; {@link
 * io.tributary.streams.normalize.azure.AzureQueryRows} follows them for what the Query interface adds up. Never imports
 * another provider.
 */
package io.tributary.streams.normalize.azure;
