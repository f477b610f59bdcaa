package io.tributary.streams.compare;

import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line for each delivery that ends. */
final class DeliveryLog {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

    private DeliveryLog() {}

    static void ended(Delivery delivery) {
        if (LOG.isInfoEnabled()) {
            LOG.info(
                    "Delivery ended state={} account={} period={} dataSet={} delivery={} rows={} billed={}",
                    delivery.getState(),
                    delivery.getBillingAccountId(),
                    delivery.getBillingPeriodStart(),
                    delivery.getDataSet(),
                    delivery.getDeliveryId(),
                    delivery.getRowsSeen(),
                    delivery.getTotals().stream().map(DeliveryLog::billed).collect(Collectors.joining(", ", "[", "]")));
        }
    }

    private static String billed(CurrencyTotals totals) {
        // Zero has 24 decimals, too.
        String amount = totals.getBilledCost().signum() == 0
                ? "0"
                : totals.getBilledCost().stripTrailingZeros().toPlainString();
        return amount + " " + totals.getCurrency();
    }
}
