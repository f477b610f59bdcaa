package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * One random history: what extractors, operators, releases and time do to two statements in one partition. It sends,
 * and holds what readers of the topics then have to {@link StatementModel}.
 */
final class History {

    private static final int STEPS = 30;
    private static final Instant BEGIN = Instant.parse("2019-01-01T00:00:00Z");

    // The harness's clock begins later: no page may be from its future.
    private static final Instant LAST_JUMP = Instant.parse("2023-06-01T00:00:00Z");
    private static final List<String> OPEN_VERDICTS = List.of("COMPLETE", "HELD", "INCOMPLETE", "FORGOTTEN");

    private final Random random;
    private final Path directory;
    private final List<StatementModel> models =
            List.of(new StatementModel("111111111111"), new StatementModel("222222222222"));
    private final List<RawPage> raw = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final boolean manyAlike;
    private boolean ledger;
    private boolean net;
    private Harness harness;
    private Instant now = BEGIN;
    private int readings;
    private int deliveries;

    History(long seed, Path directory) {
        random = new Random(seed);
        this.directory = directory;
        manyAlike = random.nextInt(8) == 0;
        ledger = random.nextBoolean();
    }

    /** What was done, in order. */
    List<String> story() {
        return story;
    }

    void run() {
        harness = new Harness(directory, Map.of("streams.ledger", Boolean.toString(ledger)));
        try {
            for (int step = 0; step < STEPS; step++) {
                now = now.plus(Duration.ofMinutes(1 + random.nextInt(2_000)));
                step(models.get(random.nextInt(models.size())));
                models.forEach(model -> assertThat(harness.billedByDeliveries(model.account))
                        .as("what the deliveries of %s changed in all", model.account)
                        .isEqualByComparingTo(live(model).billed()));
            }
        } finally {
            harness.close();
        }
    }

    private void step(StatementModel model) {
        if (model.owner == null) {
            take(Map.of(model, state(model, StatementModel.Source.values()[random.nextInt(3)], firstRows())));
            return;
        }
        int kind = random.nextInt(100);
        if (kind < 28) {
            take(Map.of(model, next(model)));
        } else if (kind < 34) {
            takeBoth();
        } else if (kind < 42) {
            replayNewest(model);
        } else if (kind < 46) {
            replayOlder(model);
        } else if (kind < 50) {
            repeatEnded(model);
        } else if (kind < 58) {
            shrink(model);
        } else if (kind < 63) {
            conflict(model);
        } else if (kind < 72) {
            prefer(model);
        } else if (kind < 78) {
            leaveIncomplete(model);
        } else if (kind < 82) {
            abandon(model);
        } else if (kind < 85) {
            tell("restart");
            harness.restart();
        } else if (kind < 87) {
            changeRules();
        } else if (kind < 92) {
            jump(Duration.ofDays(1 + random.nextInt(150)));
        } else if (kind < 95) {
            jump(Duration.ofDays(600));
        } else if (kind < 98) {
            sendAllAgain();
        } else {
            switchLedgerOn();
        }
    }

    // What is delivered.

    private StatementModel.Stated state(
            StatementModel model, StatementModel.Source source, List<StatementModel.Row> rows) {
        deliveries++;
        StatementModel.Stated stated = new StatementModel.Stated("d" + deliveries, now, source, List.copyOf(rows));
        model.stated.add(stated);
        return stated;
    }

    private StatementModel.Stated next(StatementModel model) {
        if (model.held.isPresent()) {
            // The same again, which confirms it, or all that was there before.
            boolean confirms = random.nextBoolean() || model.newest == null;
            return state(model, model.owner, confirms ? model.held.get().rows() : model.newest.rows());
        }
        boolean mayDie = model.settled
                && model.newest.source().rowsOf().equals("cur")
                && model.owner.rowsOf().equals("cur");
        return state(model, model.owner, changed(rows(model), mayDie));
    }

    private List<StatementModel.Row> rows(StatementModel model) {
        return model.newest == null || model.newest.rows().isEmpty() ? firstRows() : model.newest.rows();
    }

    private List<StatementModel.Row> firstRows() {
        List<StatementModel.Row> rows = new ArrayList<>();
        IntStream.range(0, 4 + random.nextInt(10)).forEach(i -> rows.add(added()));
        IntStream.range(0, 4).forEach(i -> rows.add(new StatementModel.Row("m" + i, cost(), false)));
        if (manyAlike) {
            IntStream.range(0, 150 + random.nextInt(200))
                    .forEach(i -> rows.add(new StatementModel.Row("bulk", "0." + i % 7, false)));
        }
        Collections.shuffle(rows, random);
        return rows;
    }

    private List<StatementModel.Row> changed(List<StatementModel.Row> before, boolean mayDie) {
        List<StatementModel.Row> after = new ArrayList<>();
        for (StatementModel.Row row : before) {
            int fate = random.nextInt(100);
            if (row.dead()) {
                after.add(mayDie && fate < 50 ? row : new StatementModel.Row(row.resource(), cost(), false));
            } else if (fate < 8) {
                continue;
            } else if (fate < 18) {
                after.add(new StatementModel.Row(row.resource(), cost(), false));
            } else if (fate < 28 && row.isUnique() && mayDie) {
                after.add(new StatementModel.Row(row.resource(), "", true));
            } else {
                after.add(row);
                if (fate > 95 && !row.isUnique()) {
                    after.add(row);
                }
            }
        }
        IntStream.range(0, random.nextInt(4)).forEach(i -> after.add(added()));
        String back = "m" + random.nextInt(4);
        if (after.stream().noneMatch(row -> row.resource().equals(back))) {
            after.add(new StatementModel.Row(back, cost(), false));
        }
        if (random.nextInt(3) == 0) {
            Collections.shuffle(after, random);
        }
        return after;
    }

    private static List<StatementModel.Row> mended(List<StatementModel.Row> rows) {
        return rows.stream()
                .map(row -> row.dead() ? new StatementModel.Row(row.resource(), "1", false) : row)
                .toList();
    }

    private StatementModel.Row added() {
        return new StatementModel.Row("r" + random.nextInt(8), cost(), false);
    }

    private String cost() {
        return BigDecimal.valueOf(random.nextInt(2_000) - 700, random.nextInt(9))
                .toPlainString();
    }

    // How it is read.

    private Pages pages(StatementModel model, StatementModel.Source source, String id, Instant time) {
        Pages pages = new Pages(model.account, SmallBill.NOVEMBER, id, time, now)
                .ofReport(source.name().toLowerCase(Locale.ROOT));
        return source == StatementModel.Source.FOCUS
                ? pages.ofDataSet("aws", "aws.focus", "text/csv; header=present")
                : pages;
    }

    /** A whole reading of {@code stated}, in order, with its completion. */
    private List<RawPage> reading(StatementModel model, StatementModel.Stated stated) {
        readings++;
        Pages pages = pages(model, stated.source(), stated.id(), stated.time()).ofReading("r" + readings);
        int rowsPerPage = manyAlike ? 20 + random.nextInt(80) : 1 + random.nextInt(6);
        if (stated.source() == StatementModel.Source.FOCUS) {
            AwsFocusBill bill = AwsFocusBill.november();
            stated.rows().forEach(row -> bill.usage(row.resource(), row.cost(), "BillingAccountId", model.account));
            return pages.of(AwsFocusBill.header(), bill.lines(), rowsPerPage);
        }
        List<String> lines =
                stated.rows().stream().map(row -> line(model.account, row)).toList();
        return pages.of(SmallBill.HEADER, lines, rowsPerPage);
    }

    private static String line(String account, StatementModel.Row row) {
        String cost = row.dead() ? "unreadable" : row.cost();
        return SmallBill.november()
                .usage(row.resource(), cost)
                .rows()
                .get(0)
                .replaceFirst(",012345678901,", "," + account + ",");
    }

    /** A reading as it may come: in another order, with pages twice, late, or damaged before they come good. */
    private List<RawPage> disturbed(List<RawPage> whole) {
        List<RawPage> pages = new ArrayList<>(whole.subList(0, whole.size() - 1));
        RawPage completion = whole.get(whole.size() - 1);
        if (random.nextInt(3) == 0) {
            Collections.shuffle(pages, random);
        }
        if (pages.size() > 1 && random.nextInt(4) == 0) {
            int at = 1 + random.nextInt(pages.size() - 1);
            RawPage good = pages.get(at);
            pages.add(
                    at,
                    RawPage.newBuilder(good).setChecksum(good.getChecksum() ^ 1).build());
        }
        if (pages.size() > 1 && random.nextInt(4) == 0) {
            pages.add(pages.get(random.nextInt(pages.size())));
        }
        if (pages.size() > 1 && random.nextInt(6) == 0) {
            RawPage late = pages.remove(pages.size() - 1);
            pages.add(completion);
            pages.add(late);
        }
        pages.add(completion);
        return pages;
    }

    /** Everything that comes of {@code stated}: one reading or several, of which the one that begins last is whole. */
    private List<RawPage> sequence(StatementModel model, StatementModel.Stated stated) {
        int count = random.nextInt(3) == 0 ? 2 + random.nextInt(2) : 1;
        List<List<RawPage>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<RawPage> one = disturbed(reading(model, stated));
            boolean breaksOff = i < count - 1 && random.nextBoolean();
            all.add(breaksOff ? one.subList(0, 1 + random.nextInt(one.size())) : one);
        }
        if (random.nextBoolean()) {
            return all.stream().flatMap(List::stream).toList();
        }
        // Those that break off begin before the last one, which is whole.
        List<RawPage> sequence = new ArrayList<>();
        all.subList(0, count - 1).forEach(one -> sequence.add(one.get(0)));
        List<List<RawPage>> rest = new ArrayList<>();
        all.subList(0, count - 1).forEach(one -> rest.add(one.subList(1, one.size())));
        sequence.add(all.get(count - 1).get(0));
        rest.add(all.get(count - 1).subList(1, all.get(count - 1).size()));
        sequence.addAll(merged(rest));
        return sequence;
    }

    private List<RawPage> merged(List<List<RawPage>> sequences) {
        List<Deque<RawPage>> left = new ArrayList<>();
        sequences.forEach(sequence -> left.add(new ArrayDeque<>(sequence)));
        List<RawPage> merged = new ArrayList<>();
        left.removeIf(Deque::isEmpty);
        while (!left.isEmpty()) {
            merged.add(left.get(random.nextInt(left.size())).poll());
            left.removeIf(Deque::isEmpty);
        }
        return merged;
    }

    private void send(List<RawPage> pages) {
        for (RawPage page : pages) {
            raw.add(page);
            harness.send(page);
            int trouble = random.nextInt(400);
            if (trouble == 0) {
                tell("restart between pages");
                harness.restart();
            } else if (trouble == 1) {
                changeRules();
            }
        }
        harness.settle();
    }

    // What is done.

    private void take(Map<StatementModel, StatementModel.Stated> taken) {
        Map<StatementModel, Live> before = new LinkedHashMap<>();
        List<List<RawPage>> sequences = new ArrayList<>();
        taken.forEach((model, stated) -> {
            before.put(model, live(model));
            sequences.add(sequence(model, stated));
            tell("deliver " + name(model, stated) + " " + readingsOf(sequences.get(sequences.size() - 1)));
        });
        send(merged(sequences));
        int at = 0;
        for (Map.Entry<StatementModel, StatementModel.Stated> entry : taken.entrySet()) {
            boolean refused = judge(entry.getKey(), entry.getValue(), before.get(entry.getKey()));
            if (!refused && entry.getKey().settled) {
                entry.getKey().ended.addAll(sequences.get(at));
            }
            at++;
        }
    }

    private void takeBoth() {
        Map<StatementModel, StatementModel.Stated> both = new LinkedHashMap<>();
        models.stream().filter(model -> model.owner != null).forEach(model -> both.put(model, next(model)));
        take(both);
    }

    private void replayNewest(StatementModel model) {
        if (model.settled) {
            tell("replay");
            take(Map.of(model, model.newest));
        }
    }

    private void replayOlder(StatementModel model) {
        Optional<StatementModel.Stated> older = model.settled
                ? model.stated.stream()
                        .filter(stated ->
                                stated.source() == model.owner && stated.time().isBefore(model.newest.time()))
                        .findAny()
                : Optional.empty();
        if (older.isEmpty()) {
            return;
        }
        tell("replay the older " + name(model, older.get()));
        Live before = live(model);
        send(reading(model, older.get()));
        unchanged(model, before);
        staysComplete(model);
    }

    private void repeatEnded(StatementModel model) {
        if (!model.settled || model.ended.isEmpty()) {
            return;
        }
        Live before = live(model);
        int from = random.nextInt(model.ended.size());
        List<RawPage> again = model.ended.subList(from, Math.min(model.ended.size(), from + 1 + random.nextInt(8)));
        tell("again " + again.size() + " pages of " + model.account + " " + readingsOf(again));
        send(again);
        unchanged(model, before);
        staysComplete(model);
    }

    /** A delivery that has little of what is live, or nothing. */
    private void shrink(StatementModel model) {
        if (!model.settled || model.newest.rows().size() < 4) {
            return;
        }
        List<StatementModel.Row> rows = mended(model.newest.rows());
        int left = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(Math.max(1, rows.size() / 6));
        tell("shrink to " + left + " of " + rows.size() + " rows");
        take(Map.of(model, state(model, model.owner, rows.subList(0, left))));
    }

    private void conflict(StatementModel model) {
        StatementModel.Source other = another(model);
        StatementModel.Stated stated = state(model, other, mended(changed(rows(model), false)));
        tell("conflict " + name(model, stated));
        Live before = live(model);
        send(reading(model, stated));
        unchanged(model, before);
        if (!model.mayBeForgotten(now)) {
            assertThat(verdict(stated).getState()).as(stated.id()).isEqualTo("CONFLICT");
        }
    }

    private StatementModel.Source another(StatementModel model) {
        return StatementModel.Source.values()[(model.owner.ordinal() + 1 + random.nextInt(2)) % 3];
    }

    private void prefer(StatementModel model) {
        StatementModel.Source source = another(model);
        tell("prefer " + source + " of " + model.account);
        Live before = live(model);
        send(List.of(pages(model, source, "any", now).instruction("PREFER")));
        unchanged(model, before);
        model.prefer(source);
        if (random.nextInt(3) == 0) {
            return;
        }
        now = now.plusSeconds(60);
        Optional<StatementModel.Stated> known = model.newestOf(source)
                .filter(stated -> random.nextBoolean()
                        && !stated.hasDeadRows()
                        && !stated.rows().isEmpty());
        take(Map.of(model, known.orElseGet(() -> state(model, source, mended(changed(rows(model), false))))));
    }

    private void leaveIncomplete(StatementModel model) {
        StatementModel.Stated stated = next(model);
        List<RawPage> whole = reading(model, stated);
        if (model.mayBeForgotten(now) || whole.size() < 3) {
            model.stated.remove(stated);
            return;
        }
        tell("incomplete " + name(model, stated) + " " + readingsOf(whole));
        Live before = live(model);
        List<RawPage> lacking = new ArrayList<>(whole);
        RawPage missing = lacking.remove(random.nextInt(whole.size() - 1));
        send(lacking);
        nothingWithdrawn(model, before);
        assertThat(verdict(stated).getState()).as(stated.id()).isEqualTo("INCOMPLETE");
        if (random.nextBoolean()) {
            tell("  its missing page");
            // As if nothing had been taken: what is held, or complete, is judged by what was live before.
            send(List.of(missing, whole.get(whole.size() - 1)));
            judge(model, stated, before);
        } else {
            model.taken(stated, now);
        }
    }

    private void abandon(StatementModel model) {
        StatementModel.Stated stated = next(model);
        List<RawPage> whole = reading(model, stated);
        if (model.mayBeForgotten(now) || whole.size() < 2) {
            model.stated.remove(stated);
            return;
        }
        tell("abandon " + name(model, stated) + " " + readingsOf(whole));
        Live before = live(model);
        send(whole.subList(0, 1 + random.nextInt(whole.size() - 1)));
        nothingWithdrawn(model, before);
        model.taken(stated, now);
    }

    private void changeRules() {
        net = !net;
        tell("rules: " + (net ? "net" : "unblended"));
        harness.restart(Map.of("streams.aws.cost.basis", net ? "net" : "unblended"));
    }

    private void jump(Duration duration) {
        if (now.plus(duration).isBefore(LAST_JUMP)) {
            tell(duration.toDays() + " days pass");
            now = now.plus(duration);
        }
    }

    /** Offsets are reset, while the stores are kept. */
    private void sendAllAgain() {
        if (models.stream().anyMatch(model -> !model.settled)) {
            return;
        }
        tell("all raw records again");
        Map<StatementModel, Live> before = new LinkedHashMap<>();
        models.forEach(model -> before.put(model, live(model)));
        harness.restart();
        raw.forEach(harness::send);
        harness.settle();
        before.forEach((model, was) -> {
            unchanged(model, was);
            staysComplete(model);
        });
    }

    private void switchLedgerOn() {
        if (!ledger) {
            tell("ledger on");
            ledger = true;
            harness.restart(Map.of("streams.ledger", "true"));
        }
    }

    // What must be.

    /**
     * Holds what became of {@code stated} to the model, and what an operator then does about it; whether it was refused
     * at first, since its statement was forgotten.
     */
    private boolean judge(StatementModel model, StatementModel.Stated stated, Live before) {
        Delivery verdict = verdict(stated);
        if (verdict.getState().equals("FORGOTTEN")) {
            assertThat(model.mayBeForgotten(now))
                    .as("%s may be forgotten", stated.id())
                    .isTrue();
            assertThat(verdict.getVerdict()).contains("tributary deliveries rebuild");
            unchanged(model, before);
            model.forgotten = true;
            model.settled = false;
            tell("  forgotten");
            if (random.nextInt(4) > 0) {
                rebuild(model, stated);
            }
            return true;
        }
        boolean mustBeForgotten = model.mustBeForgotten(now) && !before.costs().isEmpty();
        assertThat(mustBeForgotten)
                .as("%s is guessed: %s", stated.id(), verdict.getState())
                .isFalse();
        model.forgotten = false;
        StatementModel.Guard guard = model.guard(stated, before.costs());
        if (verdict.getState().equals("HELD")) {
            assertThat(guard)
                    .as(stated.id() + ": " + verdict.getVerdict())
                    .isNotEqualTo(StatementModel.Guard.FORBIDDEN);
            nothingWithdrawn(model, before);
            model.taken(stated, now);
            model.held = Optional.of(stated);
            tell("  held");
            if (random.nextBoolean()) {
                confirm(model, stated, before);
            }
            return false;
        }
        assertThat(guard).as("%s is %s", stated.id(), verdict.getState()).isNotEqualTo(StatementModel.Guard.REQUIRED);
        complete(model, stated, before);
        return false;
    }

    private void confirm(StatementModel model, StatementModel.Stated stated, Live before) {
        now = now.plus(Duration.ofHours(1));
        tell("  confirm");
        send(List.of(pages(model, stated.source(), stated.id(), stated.time()).instruction("CONFIRM")));
        complete(model, stated, before);
    }

    private void rebuild(StatementModel model, StatementModel.Stated stated) {
        now = now.plusSeconds(60);
        Live before = live(model);
        readings++;
        tell("  rebuild");
        send(pages(model, model.owner, stated.id(), stated.time())
                .ofReading("r" + readings)
                .rebuild(harness.published(model.account), 1 + random.nextInt(40)));
        unchanged(model, before);
        model.rebuilt(now);
        now = now.plusSeconds(60);
        if (random.nextInt(4) == 0) {
            return;
        }
        List<RawPage> sequence = sequence(model, stated);
        tell("  replay " + readingsOf(sequence));
        send(sequence);
        judge(model, stated, before);
    }

    private void complete(StatementModel model, StatementModel.Stated stated, Live before) {
        Live after = live(model);
        Delivery verdict = verdict(stated);
        assertThat(verdict.getState())
                .as(stated.id() + ": " + verdict.getVerdict())
                .isEqualTo("COMPLETE");
        assertThat(after.costs())
                .as("live once %s is complete", stated.id())
                .isEqualTo(StatementModel.expected(stated, before.costs()));
        assertThat(after.changes())
                .as("sum of changes once %s is complete", stated.id())
                .isEqualByComparingTo(after.billed());
        assertThat(verdict.getConserved()).as("%s is conserved", stated.id()).isTrue();
        if (ledger && verdict.getVerdict().contains("billing.ledger lacks")) {
            mendLedger(model, stated);
        }
        if (ledger) {
            AddUpColumns.agree("ledger once " + stated.id() + " is complete", entries(model), records(model));
        }
        model.complete(stated, now);
        model.stated.stream()
                .filter(older ->
                        older.source() == stated.source() && older.time().isBefore(stated.time()))
                .filter(older -> harness.verdicts().containsKey(older.id()))
                .forEach(older -> assertThat(verdict(older).getState())
                        .as("older %s once %s is complete", older.id(), stated.id())
                        .isNotIn(OPEN_VERDICTS));
    }

    /** A ledger that was switched on late lacks what no delivery could state: its rows are dead. */
    private void mendLedger(StatementModel model, StatementModel.Stated stated) {
        assertThat(stated.hasDeadRows()).isTrue();
        now = now.plusSeconds(60);
        readings++;
        tell("  rebuild for the ledger");
        send(pages(model, model.owner, stated.id(), stated.time())
                .ofReading("r" + readings)
                .rebuild(harness.published(model.account), 1 + random.nextInt(40)));
    }

    private void staysComplete(StatementModel model) {
        model.sighted(now);
        String state = verdict(model.newest).getState();
        if (model.mayBeForgotten(now) || model.preferences > 0) {
            // What was refused, or ended, before the owner changed may begin now.
            model.settled = state.equals("COMPLETE");
            return;
        }
        assertThat(state).as(model.newest.id()).isEqualTo("COMPLETE");
    }

    private void unchanged(StatementModel model, Live before) {
        assertThat(live(model)).as("live of " + model.account).isEqualTo(before);
    }

    private void nothingWithdrawn(StatementModel model, Live before) {
        Map<String, List<String>> costs = live(model).costs();
        before.costs()
                .forEach((key, was) -> assertThat(costs.getOrDefault(key, List.of()))
                        .as("live of " + key + ", of which nothing may be withdrawn")
                        .hasSizeGreaterThanOrEqualTo(was.size()));
    }

    private Delivery verdict(StatementModel.Stated stated) {
        assertThat(harness.verdicts()).containsKey(stated.id());
        return harness.verdicts().get(stated.id());
    }

    /**
     * What readers have of a statement.
     *
     * @param costs costs of the live records, sorted, by kind of row and resource
     * @param billed their sum
     * @param changes the sum of change headers
     */
    private record Live(Map<String, List<String>> costs, BigDecimal billed, BigDecimal changes) {}

    private Live live(StatementModel model) {
        Map<String, List<String>> costs = new TreeMap<>();
        BigDecimal billed = BigDecimal.ZERO;
        for (CostRecord record : records(model)) {
            String kind = record.getXDataSet().equals("aws.focus") ? "focus" : "cur";
            costs.computeIfAbsent(kind + ":" + record.getResourceId(), first -> new ArrayList<>())
                    .add(StatementModel.plain(record.getBilledCost()));
            billed = billed.add(record.getBilledCost());
        }
        costs.values().forEach(all -> all.sort(null));
        BigDecimal changes = harness.billedByAccount.getOrDefault(model.account, BigDecimal.ZERO);
        return new Live(
                costs, new BigDecimal(StatementModel.plain(billed)), new BigDecimal(StatementModel.plain(changes)));
    }

    private List<CostRecord> records(StatementModel model) {
        return harness.live.values().stream()
                .filter(record -> record.getBillingAccountId().equals(model.account))
                .toList();
    }

    private List<LedgerEntry> entries(StatementModel model) {
        return harness.entries.stream()
                .filter(entry -> entry.getBillingAccountId().equals(model.account))
                .toList();
    }

    private void tell(String what) {
        story.add(now + " " + what);
    }

    private static String name(StatementModel model, StatementModel.Stated stated) {
        return stated.id() + " of " + model.account + " by " + stated.source() + ", "
                + stated.rows().size() + " rows" + (stated.hasDeadRows() ? " with dead ones" : "");
    }

    private static String readingsOf(List<RawPage> pages) {
        return pages.stream()
                .map(page -> page.getReading() + "/" + page.getPageNumber())
                .toList()
                .toString();
    }
}
