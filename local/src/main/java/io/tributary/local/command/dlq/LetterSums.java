package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Printable;
import io.tributary.local.command.console.Table;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums of dead letters: by account and period, and by what is wrong with them. Letters themselves are not kept. */
final class LetterSums {

    /** Characters of a message that are shown. */
    private static final int LONGEST = 200;

    private final SortedMap<AccountOf, ParkedSums> open = new TreeMap<>(AccountOf.ORDER);
    private final SortedMap<AccountOf, ParkedSums> discarded = new TreeMap<>(AccountOf.ORDER);
    private final Map<Kind, Group> groups = new TreeMap<>(Kind.ORDER);

    /** An account's period. */
    private record AccountOf(String provider, String account, String period) {
        private static final Comparator<AccountOf> ORDER = Comparator.comparing(AccountOf::provider)
                .thenComparing(AccountOf::account)
                .thenComparing(AccountOf::period);

        private static AccountOf of(Letter letter) {
            return new AccountOf(
                    Objects.requireNonNullElse(letter.content().getProvider(), ""), letter.account(), letter.period());
        }
    }

    /** What is wrong, and with whose letters. */
    private record Kind(AccountOf account, LetterState.Kind state, String dataSet, String code, String column) {
        private static final Comparator<Kind> ORDER = Comparator.comparing(Kind::account, AccountOf.ORDER)
                .thenComparing(Kind::state)
                .thenComparing(Kind::dataSet)
                .thenComparing(Kind::code)
                .thenComparing(Kind::column);
    }

    private static final class Group {
        private final ParkedSums sums = new ParkedSums();
        private final String first;
        private final String message;

        private Group(Letter letter) {
            first = letter.id();
            message = Printable.shortened(letter.content().getMessage(), LONGEST);
        }
    }

    void add(Letter letter) {
        AccountOf account = AccountOf.of(letter);
        if (letter.state().isOpen()) {
            open.computeIfAbsent(account, first -> new ParkedSums()).add(letter);
        } else if (letter.state().kind() == LetterState.Kind.DISCARDED) {
            discarded.computeIfAbsent(account, first -> new ParkedSums()).add(letter);
        }
        Kind kind = new Kind(
                account,
                letter.state().kind(),
                Objects.requireNonNullElse(letter.content().getDataSet(), ""),
                letter.content().getCode(),
                Objects.requireNonNullElse(letter.content().getColumn(), ""));
        groups.computeIfAbsent(kind, first -> new Group(letter)).sums.add(letter);
    }

    /** Whether no letter is open. */
    boolean isNothingOpen() {
        return open.isEmpty();
    }

    /** What is parked now: a line for each account, period and currency. */
    Table parked() {
        Table table = new Table(List.of(
                Table.Column.text("provider"),
                Table.Column.id("account"),
                Table.Column.text("period"),
                Table.Column.number("rows"),
                Table.Column.number("pages").usually("0"),
                Table.Column.text("currency"),
                Table.Column.number("parked"),
                Table.Column.number("unknown amounts").usually("0")));
        open.forEach((account, sums) -> {
            if (sums.costs().size() <= 1) {
                String currency = sums.costs().isEmpty() ? "-" : sums.costs().firstKey();
                String cost = sums.costs().isEmpty()
                        ? "-"
                        : Amounts.exact(sums.costs().get(currency));
                table.add(row(account, sums.rows(), sums.pages(), currency, cost, sums.withoutAmount()));
                return;
            }
            sums.costs()
                    .forEach((currency, cost) ->
                            table.add(row(account, sums.rows(currency), 0, currency, Amounts.exact(cost), 0)));
            if (sums.withoutAmount() + sums.pages() > 0) {
                table.add(row(account, sums.withoutAmount(), sums.pages(), "-", "-", sums.withoutAmount()));
            }
        });
        return table;
    }

    private static List<String> row(
            AccountOf account, long rows, long pages, String currency, String cost, long withoutAmount) {
        return List.of(
                account.provider(),
                account.account(),
                period(account),
                Amounts.count(rows),
                Amounts.count(pages),
                currency,
                cost,
                Amounts.count(withoutAmount));
    }

    /** A sentence for each account's period with discarded letters. */
    List<String> discarded() {
        return discarded.entrySet().stream()
                .map(sums -> sums.getKey().account() + " " + period(sums.getKey()) + ": discarded: "
                        + sums.getValue().count() + ", " + sums.getValue().money())
                .toList();
    }

    /** A line for each kind of letter. */
    Table groups() {
        Table table = new Table(List.of(
                Table.Column.id("account"),
                Table.Column.text("period"),
                Table.Column.text("data set"),
                Table.Column.text("state").usually("open"),
                Table.Column.text("code"),
                Table.Column.text("column"),
                Table.Column.number("count"),
                Table.Column.text("parked"),
                Table.Column.text("first"),
                Table.Column.sentence("what is wrong with the first")));
        groups.forEach((kind, group) -> table.add(List.of(
                kind.account().account(),
                period(kind.account()),
                kind.dataSet(),
                kind.state().text(),
                kind.code(),
                kind.column(),
                Amounts.count(group.sums.rows() + group.sums.pages()),
                group.sums.money(),
                group.first,
                group.message)));
        return table;
    }

    private static String period(AccountOf account) {
        try {
            return Periods.text(LocalDate.parse(account.period()));
        } catch (DateTimeParseException notKnown) {
            return account.period();
        }
    }

    /** The same for other programs. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.set("open", array(open));
        json.set("discarded", array(discarded));
        json.set("groups", Json.array(groups.entrySet(), group -> json(group.getKey(), group.getValue())));
        return json;
    }

    private static ArrayNode array(SortedMap<AccountOf, ParkedSums> byAccount) {
        return Json.array(byAccount.entrySet(), sums -> {
            ObjectNode json = name(sums.getKey());
            sums.getValue().into(json);
            return json;
        });
    }

    private static ObjectNode name(AccountOf account) {
        return Json.object()
                .put("provider", account.provider())
                .put("billingAccountId", account.account())
                .put("billingPeriodStart", account.period());
    }

    private static ObjectNode json(Kind kind, Group group) {
        ObjectNode json = name(kind.account())
                .put("dataSet", kind.dataSet())
                .put("state", kind.state().name())
                .put("code", kind.code())
                .put("column", kind.column().isEmpty() ? null : kind.column())
                .put("first", group.first)
                .put("message", group.message);
        group.sums.into(json);
        return json;
    }
}
