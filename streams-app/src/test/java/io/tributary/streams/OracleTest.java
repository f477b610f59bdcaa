package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random deliveries of several scopes in one partition, against a plain oracle: for each scope, the rows of its last
 * complete delivery. Rows are added, restated, repeated, dropped and alike; pages come in any order and more than once;
 * deliveries are interleaved, break off, or lack a page; and the application is restarted between any two records.
 * Whenever a scope is complete, what is live of it, and the sum of
 * the changes that were published, must be the oracle's, exactly.
 */
class OracleTest {

    private static final int CASES = Integer.getInteger("oracle.cases", 300);
    private static final long SEED = Long.getLong("oracle.seed", 20_261_121L);
    private static final int SCOPES = 3;
    private static final int CASES_PER_START = 100;

    @TempDir
    private Path state;

    @Test
    void whatIsLiveIsAlwaysTheLastCompleteDelivery() {
        for (int first = 0; first < CASES; first += CASES_PER_START) {
            try (Harness harness =
                    new Harness(state.resolve("state-" + first), Map.of("streams.vanished.max.share", "1.0"))) {
                for (int number = first; number < Math.min(CASES, first + CASES_PER_START); number++) {
                    long seed = SEED + number;
                    try {
                        new Case(harness, seed, number).run();
                    } catch (AssertionError | RuntimeException wrong) {
                        throw new AssertionError("Case with -Doracle.seed=" + seed + " -Doracle.cases=1", wrong);
                    }
                }
            }
        }
    }

    /** One case: the accounts of its scopes are its own, so that cases can share a topology. */
    private static final class Case {

        private final Harness harness;
        private final Random random;
        private final List<ScopeCase> scopes = new ArrayList<>();

        Case(Harness harness, long seed, int number) {
            this.harness = harness;
            random = new Random(seed);
            for (int scope = 0; scope < SCOPES; scope++) {
                scopes.add(new ScopeCase(String.format("%09d%03d", number, scope)));
            }
        }

        void run() {
            harness.live.clear();
            harness.billedByAccount.clear();
            harness.ledgerByAccount.clear();
            int records = 20 + random.nextInt(100);
            for (int i = 0; i < records; i++) {
                ScopeCase scope = scopes.get(random.nextInt(SCOPES));
                if (random.nextInt(400) == 0) {
                    harness.restart();
                }
                scope.sendNext();
                if (random.nextInt(20) == 0) {
                    harness.advanceWallClock(Duration.ofMillis(30));
                }
                scope.check();
            }
        }

        /** A scope: the pages of its delivery that are still to come, and what the oracle says of it. */
        private final class ScopeCase {

            private final String account;
            private final Deque<RawPage> coming = new ArrayDeque<>();
            private List<Row> rows = new ArrayList<>();
            private List<Row> live = List.of();
            private int deliveries;
            private boolean complete;
            private boolean whole;

            ScopeCase(String account) {
                this.account = account;
            }

            void sendNext() {
                boolean breaksOff = !coming.isEmpty() && random.nextInt(40) == 0;
                if (coming.isEmpty() || breaksOff) {
                    deliver();
                }
                RawPage page = coming.poll();
                harness.send(page);
                complete = page.getCompletion() != null && whole;
                if (complete) {
                    live = List.copyOf(rows);
                }
            }

            private void deliver() {
                coming.clear();
                rows = change(rows);
                deliveries++;
                Instant time = Harness.START.plus(Duration.ofMinutes(deliveries));
                List<RawPage> pages =
                        new ArrayList<>(new Pages(account, SmallBill.NOVEMBER, account + "-d" + deliveries, time, time)
                                .of(Row.HEADER, lines(), 1 + random.nextInt(5)));
                RawPage completion = pages.remove(pages.size() - 1);
                Collections.shuffle(pages, random);
                whole = random.nextInt(8) != 0;
                if (!whole) {
                    pages.remove(random.nextInt(pages.size()));
                }
                for (int repeated = random.nextInt(3); repeated > 0 && !pages.isEmpty(); repeated--) {
                    pages.add(pages.get(random.nextInt(pages.size())));
                }
                coming.addAll(pages);
                coming.add(completion);
            }

            private List<String> lines() {
                List<String> lines = rows.stream().map(row -> row.line(account)).collect(Collectors.toList());
                if (random.nextInt(3) == 0) {
                    Collections.shuffle(lines, random);
                }
                return lines;
            }

            private List<Row> change(List<Row> before) {
                List<Row> after = new ArrayList<>();
                for (Row row : before) {
                    int fate = random.nextInt(10);
                    if (fate == 0) {
                        continue;
                    }
                    after.add(fate == 1 ? new Row(row.resource(), amount()) : row);
                    if (fate == 2) {
                        after.add(row);
                    }
                }
                for (int added = random.nextInt(6); added > 0 || after.isEmpty(); added--) {
                    after.add(new Row("r" + random.nextInt(8), amount()));
                }
                return after;
            }

            private String amount() {
                return new BigDecimal(random.nextInt(2_000) - 1_000)
                        .movePointLeft(random.nextInt(11))
                        .toString();
            }

            void check() {
                if (!complete) {
                    return;
                }
                Map<String, Long> expected = live.stream()
                        .collect(Collectors.groupingBy(Row::canonical, TreeMap::new, Collectors.counting()));
                assertThat(liveRows()).as("live rows of %s", account).isEqualTo(expected);
                BigDecimal total =
                        live.stream().map(row -> new BigDecimal(row.cost())).reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(harness.billedByAccount.getOrDefault(account, BigDecimal.ZERO))
                        .as("sum of changes of %s", account)
                        .isEqualByComparingTo(total);
                assertThat(harness.ledgerByAccount.getOrDefault(account, BigDecimal.ZERO))
                        .as("sum of the ledger of %s", account)
                        .isEqualByComparingTo(total);
                Delivery delivery = harness.deliveries().get(account + "-d" + deliveries);
                assertThat(delivery.getState()).isEqualTo("COMPLETE");
                assertThat(delivery.getConserved()).isTrue();
            }

            private Map<String, Long> liveRows() {
                return harness.live.values().stream()
                        .filter(record -> record.getBillingAccountId().equals(account))
                        .map(ScopeCase::canonical)
                        .collect(Collectors.groupingBy(row -> row, TreeMap::new, Collectors.counting()));
            }

            private static String canonical(CostRecord record) {
                return new Row(record.getResourceId(), record.getBilledCost().toString()).canonical();
            }
        }
    }

    private record Row(String resource, String cost) {

        static final String HEADER = SmallBill.HEADER;

        String line(String account) {
            return String.join(
                    ",",
                    "id-" + resource,
                    "",
                    account,
                    SmallBill.NOVEMBER + "T00:00:00Z",
                    SmallBill.NOVEMBER.plusMonths(1) + "T00:00:00Z",
                    account,
                    "Usage",
                    SmallBill.NOVEMBER + "T00:00:00Z",
                    SmallBill.NOVEMBER.plusDays(1) + "T00:00:00Z",
                    "AmazonEC2",
                    "BoxUsage",
                    resource,
                    "1",
                    "USD",
                    cost);
        }

        String canonical() {
            BigDecimal amount = new BigDecimal(cost);
            return resource + "="
                    + (amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString());
        }
    }
}
