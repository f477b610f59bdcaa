/**
 * Azure: line detail of Exports, cost details reports and usageDetails. Open {@link
 * io.tributary.streams.normalize.azure.CostRows} for the rules. Never imports another provider.
 */
package io.tributary.streams.normalize.azure;
