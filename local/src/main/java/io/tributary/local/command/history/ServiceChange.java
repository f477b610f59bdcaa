package io.tributary.local.command.history;

import io.tributary.schemas.Delivery;

/**
 * What a delivery changed of a service's cost, by the ledger.
 *
 * @param delivery the delivery
 * @param service ServiceName of the records
 * @param currency ISO 4217 code
 * @param billed change of BilledCost
 * @param effective change of EffectiveCost
 */
record ServiceChange(Delivery delivery, String service, String currency, CostChange billed, CostChange effective) {}
