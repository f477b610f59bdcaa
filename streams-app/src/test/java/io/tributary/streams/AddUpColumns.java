package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.LedgerEntry;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Sums of every column of records that adds up: what the ledger must have of the live records. */
final class AddUpColumns {

    /** A column of both, by its name in the schemas. A null counts as 0. */
    private record Column(
            String name, Function<CostRecord, BigDecimal> ofRecord, Function<LedgerEntry, BigDecimal> ofEntry) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("BilledCost", CostRecord::getBilledCost, LedgerEntry::getBilledCost),
            new Column("EffectiveCost", CostRecord::getEffectiveCost, LedgerEntry::getEffectiveCost),
            new Column("ListCost", CostRecord::getListCost, LedgerEntry::getListCost),
            new Column("ContractedCost", CostRecord::getContractedCost, LedgerEntry::getContractedCost),
            new Column(
                    "PricingCurrencyEffectiveCost",
                    CostRecord::getPricingCurrencyEffectiveCost,
                    LedgerEntry::getPricingCurrencyEffectiveCost),
            new Column("PricingQuantity", CostRecord::getPricingQuantity, LedgerEntry::getPricingQuantity),
            new Column("ConsumedQuantity", CostRecord::getConsumedQuantity, LedgerEntry::getConsumedQuantity),
            new Column(
                    "CommitmentDiscountQuantity",
                    CostRecord::getCommitmentDiscountQuantity,
                    LedgerEntry::getCommitmentDiscountQuantity),
            new Column("x_UnblendedCost", CostRecord::getXUnblendedCost, LedgerEntry::getXUnblendedCost),
            new Column("x_NetUnblendedCost", CostRecord::getXNetUnblendedCost, LedgerEntry::getXNetUnblendedCost),
            new Column("x_AllocatedCost", CostRecord::getXAllocatedCost, LedgerEntry::getXAllocatedCost),
            new Column(
                    "x_AllocatedUnusedCost",
                    CostRecord::getXAllocatedUnusedCost,
                    LedgerEntry::getXAllocatedUnusedCost));

    private AddUpColumns() {}

    /** Asserts that the harness's ledger has what is live, in every column. */
    static void agree(Harness harness) {
        agree("ledger", harness.entries, harness.live.values());
    }

    /** Asserts that {@code entries} have what {@code records} have, in every column. */
    static void agree(String what, Collection<LedgerEntry> entries, Collection<CostRecord> records) {
        Map<String, BigDecimal> ledger = new TreeMap<>();
        Map<String, BigDecimal> live = new TreeMap<>();
        for (Column column : COLUMNS) {
            ledger.put(column.name(), sum(entries.stream().map(column.ofEntry())));
            live.put(column.name(), sum(records.stream().map(column.ofRecord())));
        }
        assertThat(ledger).as(what).isEqualTo(live);
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        BigDecimal sum = amounts.filter(amount -> amount != null).reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.signum() == 0 ? BigDecimal.ZERO : sum.stripTrailingZeros();
    }
}
