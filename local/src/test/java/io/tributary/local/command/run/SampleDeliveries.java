package io.tributary.local.command.run;

import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Complete deliveries without costs, for tests to change. */
public final class SampleDeliveries {

    public static final Instant EARLY = Instant.parse("2026-11-01T00:00:00Z");

    /** Settings of a streams application that is not started. */
    public static final Map<String, String> SETTINGS = Map.of(
            "kafka.bootstrap.servers", "localhost:9",
            "schema.registry.url", "http://localhost:9",
            "streams.state.directory", "state");

    private SampleDeliveries() {}

    public static Delivery of(String provider, String dataSet, String account, LocalDate periodStart, String id) {
        return Delivery.newBuilder()
                .setScope(Keys.scope(provider, dataSet, account, periodStart, "source"))
                .setProvider(provider)
                .setDataSet(dataSet)
                .setBillingAccountId(account)
                .setBillingPeriodStart(periodStart)
                .setBillingPeriodEnd(periodStart.plusMonths(1))
                .setDeliveryId(id)
                .setDeliveryTime(EARLY)
                .setState("COMPLETE")
                .setVerdict("Nothing is missing.")
                .setConserved(true)
                .setFirstSeen(EARLY)
                .setLastSeen(EARLY)
                .setPagesSeen(1)
                .setPagesRepeated(0)
                .setPagesRejected(0)
                .setRowsSeen(1)
                .setRowsPublished(1)
                .setRowsUnchanged(0)
                .setRowsRepeated(0)
                .setRowsExcluded(0)
                .setRowsRejected(0)
                .setRowsParkedWithoutAmount(0)
                .setRecordsAdded(1)
                .setRecordsUnchanged(0)
                .setRecordsRestated(0)
                .setRecordsVanished(0)
                .setAmountsRounded(0)
                .setUnknownLineItemTypes(0)
                .setMappingVersion("1")
                .setTotals(List.of())
                .setChanges(List.of())
                .build();
    }

    public static CurrencyTotals totals(String billed, String effective, String parked) {
        BigDecimal zero = BigDecimal.ZERO.setScale(24);
        return CurrencyTotals.newBuilder()
                .setCurrency("USD")
                .setSourceCost(zero)
                .setBilledCost(new BigDecimal(billed))
                .setEffectiveCost(new BigDecimal(effective))
                .setParkedCost(new BigDecimal(parked))
                .setExcludedCost(zero)
                .setAddedBilledCost(zero)
                .setRestatedBilledCost(zero)
                .setAddedEffectiveCost(zero)
                .setRestatedEffectiveCost(zero)
                .setVanishedBilledCost(zero)
                .setVanishedEffectiveCost(zero)
                .build();
    }
}
