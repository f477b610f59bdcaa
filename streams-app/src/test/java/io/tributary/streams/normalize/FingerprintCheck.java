package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a source row that was read before is known as it is, and costs the same without being normalized. */
public final class FingerprintCheck {

    private static final int LARGEST_RECORD = 900_000;

    private FingerprintCheck() {}

    /** Reads {@code page} twice: rows of one record that bills what the row costs are known the second time. */
    public static void check(RawPage page, DataSetNormalizer dataSet) {
        PageNormalizer normalizer = new PageNormalizer(List.of(dataSet), LARGEST_RECORD);
        NormalizedPage first = normalizer.normalize(page);
        Map<String, BigDecimal> costs = Map.copyOf(first.sourceCosts());
        List<NormalizedRecord> records = List.copyOf(first.records());
        List<NormalizedRecord> known = new ArrayList<>(
                records.stream().filter(record -> record.fingerprint() != 0).toList());
        boolean simple = first.rows() == 1
                && records.size() == 1
                && first.excludedCosts().isEmpty()
                && first.settlements().isEmpty()
                && records.get(0)
                                .billedCost()
                                .compareTo(costs.get(records.get(0).currency()))
                        == 0;
        if (simple) {
            assertThat(known).hasSize(1);
        }
        int expected = known.size();

        NormalizedPage second = normalizer.normalize(page, Optional.empty(), new Known(known));

        assertThat(second.known()).hasSize(expected);
        assertThat(second.records()).hasSize(records.size() - expected);
        assertThat(second.rows()).isEqualTo(first.rows());
        assertThat(second.sourceCosts()).isEqualTo(costs);
    }

    /** Each of the records is sighted once. */
    private record Known(List<NormalizedRecord> records) implements KnownSources {

        @Override
        public int sight(long fingerprint) {
            for (int i = 0; i < records.size(); i++) {
                if (records.get(i) != null && records.get(i).fingerprint() == fingerprint) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public boolean bills(int known, String currency, BigDecimal cost) {
            NormalizedRecord record = records.set(known, null);
            return record.currency().equals(currency) && record.billedCost().compareTo(cost) == 0;
        }

        @Override
        public void release(int known) {
            throw new AssertionError("Row " + known + " costs something else than before");
        }
    }
}
