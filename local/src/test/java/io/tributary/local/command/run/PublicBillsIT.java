package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.run.SmallExports.Charge;
import io.tributary.local.command.run.SmallExports.Run;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bills of which people have told that they were counted twice, or not whole: each is counted once and whole, in
 * whatever order its parts are read, or the run says what is missing.
 */
class PublicBillsIT {

    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private static final String FOCUS = "FocusCost";
    private static final String ANY = "any";

    /** Names the folder of cases that are not part of the project. */
    private static final String CASES = "TRIBUTARY_CASES";

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    /** In which order the parts of the bills are given to the first run. */
    enum Order {
        AS_THEY_ARE,
        BACKWARDS,
        TOGETHER
    }

    /**
     * A bill.
     *
     * @param name what is special about it
     * @param account the billing account
     * @param parts folders that may be given as inputs one by one
     * @param whole a folder that has all of them
     * @param right the billed cost of each month
     * @param problem what a problem must say; empty if there must be none; {@link #ANY} where what is
     *     not right must be said
     */
    private record Bill(
            String name, String account, List<Path> parts, Path whole, Map<String, String> right, String problem) {}

    @ParameterizedTest
    @EnumSource(Order.class)
    void everyBillIsCountedOnceAndWholeInAnyOrder(Order order) throws IOException {
        List<Bill> bills = bills();
        List<Path> parts = new ArrayList<>();
        bills.forEach(bill -> parts.addAll(order == Order.TOGETHER ? List.of(bill.whole()) : bill.parts()));
        if (order == Order.BACKWARDS) {
            Collections.reverse(parts);
        }

        JsonNode first = run(parts);
        JsonNode second = run(bills.stream().map(Bill::whole).toList());

        SoftAssertions softly = new SoftAssertions();
        for (Bill bill : bills) {
            if (order == Order.TOGETHER) {
                check(softly, bill, first, "first run");
            }
            check(softly, bill, second, "second run, after " + order);
        }
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, Bill bill, JsonNode run, String which) {
        String as = bill.name() + ", " + which;
        List<String> problems = problems(run, bill);
        boolean isSaid = bill.problem().equals(ANY) && !problems.isEmpty();
        if (!isSaid) {
            softly.assertThat(billed(run, bill.account())).as(as).isEqualTo(bill.right());
        }
        if (bill.problem().isEmpty()) {
            softly.assertThat(problems).as(as).isEmpty();
        } else if (!bill.problem().equals(ANY)) {
            softly.assertThat(problems).as(as).anyMatch(problem -> problem.contains(bill.problem()));
        }
    }

    /** Billed cost by month. */
    private static Map<String, String> billed(JsonNode run, String account) {
        Map<String, BigDecimal> billed = new TreeMap<>();
        run.at("/view/totals").forEach(total -> {
            if (total.get("billingAccountId").textValue().contains(account)) {
                billed.merge(
                        total.get("billingPeriodStart").textValue().substring(0, "2026-10".length()),
                        new BigDecimal(total.get("billedCost").textValue()),
                        BigDecimal::add);
            }
        });
        Map<String, String> texts = new TreeMap<>();
        billed.forEach((month, sum) -> texts.put(month, sum.toPlainString()));
        return texts;
    }

    private static List<String> problems(JsonNode run, Bill bill) {
        List<String> problems = new ArrayList<>();
        run.get("problems").forEach(problem -> {
            String message = problem.get("message").textValue();
            if (message.contains(bill.account())
                    || message.contains(bill.whole().toString())) {
                problems.add(message);
            }
        });
        return problems;
    }

    private JsonNode run(List<Path> inputs) throws IOException {
        return run(directory.resolve("data"), inputs);
    }

    private static JsonNode run(Path data, List<Path> inputs) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("run", "--json", "--data-dir", data.toString()));
        for (Path input : inputs) {
            arguments.addAll(List.of("--input", input.toString()));
        }
        CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
        assertThat(run.out()).as(run.err()).startsWith("{");
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("exitCode").intValue()).isEqualTo(run.exitCode());
        return json;
    }

    private List<Bill> bills() throws IOException {
        return List.of(
                partBesideWhole(),
                movedToOtherExports(),
                enrollmentAndSubscription("FocusCost", "7700016"),
                enrollmentAndSubscription("ActualCost", "7700161"),
                twoExportsOfOneMonth(),
                otherTableFromOctoberOn(),
                nestedColumnsAsJson(),
                twoMonthsInAFile(),
                savedAgain());
    }

    /** An export of some days beside that of the month, which has them, too. */
    private Bill partBesideWhole() throws IOException {
        Path root = directory.resolve("part-beside-whole");
        SmallExports exports = new SmallExports(root, "7700014");
        Path some = exports.write(
                new Run("one-time", FOCUS, NOVEMBER.atDay(1), NOVEMBER.atDay(9), NOVEMBER.atDay(12)),
                Charge.daily(NOVEMBER, 9, "1.00", 'a'));
        Path month = exports.write(
                new Run("daily", FOCUS, NOVEMBER.atDay(1), NOVEMBER.atEndOfMonth(), NOVEMBER.atDay(29)),
                Charge.daily(NOVEMBER, 28, "1.00", 'a'));
        return new Bill("part beside whole", "7700014", List.of(some, month), root, Map.of("2026-11", "28.00"), "");
    }

    /** Each month has one statement, but not of the same kind. */
    private Bill movedToOtherExports() throws IOException {
        Path root = directory.resolve("moved");
        SmallExports exports = new SmallExports(root, "7700015");
        Path amortized = exports.write(
                Run.ofMonth("hub-amortized", "AmortizedCost", SEPTEMBER), Charge.daily(SEPTEMBER, 3, "100", 'a'));
        Path focus = exports.write(Run.ofMonth("hub-focus", FOCUS, OCTOBER), Charge.daily(OCTOBER, 5, "62", 'a'));
        exports.write(Run.ofMonth("hub-focus", FOCUS, NOVEMBER), Charge.daily(NOVEMBER, 5, "58", 'a'));
        return new Bill(
                "moved to other exports",
                "7700015",
                List.of(amortized, focus),
                root,
                Map.of("2026-09", "300.00", "2026-10", "310.00", "2026-11", "290.00"),
                "");
    }

    /** The enrollment states the subscription's costs, too. */
    private Bill enrollmentAndSubscription(String type, String account) throws IOException {
        Path root = directory.resolve("overlap-" + type);
        SmallExports exports = new SmallExports(root, account);
        Charge ofSubscription = new Charge(OCTOBER.atDay(1), "40", 'a');
        Path enrollment = exports.write(
                Run.ofMonth("enrollment", type, OCTOBER),
                List.of(ofSubscription, new Charge(OCTOBER.atDay(1), "60", 'b')));
        Path subscription =
                exports.writeOfSubscription(Run.ofMonth("subscription", type, OCTOBER), 'a', List.of(ofSubscription));
        return new Bill(
                "enrollment and subscription, " + type,
                account,
                List.of(enrollment, subscription),
                root,
                Map.of("2026-10", "100.00"),
                ANY);
    }

    /** Two exports of one scope and month: the newest run stands, whatever its export is called. */
    private Bill twoExportsOfOneMonth() throws IOException {
        Path root = directory.resolve("two-exports");
        SmallExports exports = new SmallExports(root, "7700018");
        Path early = exports.write(
                new Run("daily", FOCUS, OCTOBER.atDay(1), OCTOBER.atEndOfMonth(), OCTOBER.atDay(31)),
                Charge.daily(OCTOBER, 9, "10", 'a'));
        Path late = exports.write(
                new Run("monthly", FOCUS, OCTOBER.atDay(1), OCTOBER.atEndOfMonth(), NOVEMBER.atDay(5)),
                Charge.daily(OCTOBER, 10, "10", 'a'));
        return new Bill(
                "two exports of one month", "7700018", List.of(early, late), root, Map.of("2026-10", "100.00"), "");
    }

    /** The detailed export is younger than the standard one. */
    private Bill otherTableFromOctoberOn() throws IOException {
        Path root = directory.resolve("tables");
        SmallExports tables = new SmallExports(root, "0A1B2C-3D4E5F-6A7B20");
        Path standard = tables.writeTable("standard", "v1", SEPTEMBER, "100");
        Path detailed = tables.writeTable("detailed", "resource_v1", OCTOBER, "110");
        return new Bill(
                "other table from October on",
                "0A1B2C-3D4E5F-6A7B20",
                List.of(standard, detailed),
                root,
                Map.of("2026-09", "100.00", "2026-10", "110.00"),
                "");
    }

    /** The console saves nested columns as JSON. */
    private Bill nestedColumnsAsJson() throws IOException {
        Path root = directory.resolve("nested");
        Path part = new SmallExports(root, "0A1B2C-3D4E5F-6A7B19").writeCsvOfTable("csv", OCTOBER);
        return new Bill(
                "nested columns as JSON", "0A1B2C-3D4E5F-6A7B19", List.of(part), root, Map.of("2026-10", "9.00"), "");
    }

    /** A file by hand, and later the real export of one of its months. */
    private Bill twoMonthsInAFile() throws IOException {
        Path root = directory.resolve("two-months");
        SmallExports exports = new SmallExports(root, "7700023");
        List<Charge> october = Charge.daily(OCTOBER, 2, "66", 'a');
        List<Charge> both = new ArrayList<>(Charge.daily(SEPTEMBER, 3, "11", 'a'));
        both.addAll(october);
        Path bare = exports.writeBare("by-hand", FOCUS, both);
        Path export = exports.write(Run.ofMonth("daily", FOCUS, OCTOBER), october);
        return new Bill(
                "two months in a file",
                "7700023",
                List.of(bare, export),
                root,
                Map.of("2026-09", "33.00", "2026-10", "132.00"),
                ANY);
    }

    /** A spreadsheet saved the file with semicolons and decimal commas: no amount can be told for certain. */
    private Bill savedAgain() throws IOException {
        Path root = directory.resolve("saved-again");
        SmallExports exports = new SmallExports(root, "7700024");
        Path part = exports.writeSavedAgain("actual", List.of(new Charge(OCTOBER.atDay(1), "1234.56", 'a')));
        return new Bill("saved again", "7700024", List.of(part), root, Map.of(), "22 semicolons and no commas");
    }

    /** The same bills as they are kept beside the project, where they are; each on a cluster of its own. */
    @Tag(RealData.TAG)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "B06 exit=0 2026-10=6.75 : input",
                "B14 exit=0 2026-11=28.00 : input",
                "B14 exit=0 2026-11=28.00 : input/costs/daily input/costs/one-time > input",
                "B14 exit=0 2026-11=28.00 : input/costs/one-time input/costs/daily > input",
                "B15 exit=0 2026-09=300.00 2026-10=310.00 2026-11=290.00 : input",
                "B15 exit=0 2026-09=300.00 2026-10=310.00 2026-11=290.00"
                        + " : input/costs/hub-focus input/costs/hub-amortized > input",
                "B15 exit=0 2026-09=300.00 2026-10=310.00 2026-11=290.00"
                        + " : input/costs/hub-amortized input/costs/hub-focus > input",
                "B16 exit=any 2026-10=100.00 : input",
                "B16 exit=any 2026-10=100.00 : input/subscriptions input/costs > input",
                "B16 exit=any 2026-10=100.00 : input-native",
                "B16 exit=any 2026-10=100.00 : input-native/subscriptions input-native/costs > input-native",
                "B16 exit=any 2026-10=100.00 : input-more",
                "B16 exit=any 2026-10=100.00 : input-more > input-more-2",
                "B16 exit=any 2026-10=100.00 : input-other",
                "B16 exit=any 2026-10=100.00 : input-other > input-other-2",
                "B16 exit=any 2026-10=100.00 : input-other > input-other-2 > input-other-3",
                "B19 exit=0 2026-10=9.00 : input",
                "B22 exit=0 2026-10=2.00 : input",
                "B23 exit=any 2026-09=33.00 2026-10=132.00 : input",
                "B23 exit=any 2026-09=33.00 2026-10=132.00 : input > input-2",
                "B23 exit=any 2026-09=33.00 2026-10=132.00 : input-mca",
                "B24 exit=4 : input"
            })
    void billsBesideTheProjectEndAsIsExpected(String line) throws IOException {
        Path cases = cases();
        String[] sides = line.split(" : ");
        List<String> words = List.of(sides[0].split(" "));
        JsonNode run = null;
        for (String step : sides[1].split(" > ")) {
            List<Path> inputs = Stream.of(step.split(" "))
                    .map(input -> cases.resolve(words.get(0)).resolve(input))
                    .toList();
            run = run(inputs);
        }

        Map<String, String> expected = new TreeMap<>();
        words.stream().skip(1).map(word -> word.split("=")).forEach(word -> expected.put(word[0], word[1]));
        String exit = expected.remove("exit");
        boolean isSaid = ANY.equals(exit) && run.get("exitCode").intValue() != 0;
        if (!isSaid) {
            assertThat(billed(run, "")).as(line + run.get("problems")).isEqualTo(expected);
        }
        if (!ANY.equals(exit)) {
            assertThat(run.get("exitCode").asText())
                    .as(line + run.get("problems"))
                    .isEqualTo(exit);
        }
    }

    private static Path cases() {
        String folder = System.getenv(CASES);
        Assumptions.assumeTrue(
                folder != null, "The cases beside the project are skipped: set " + CASES + " to their folder");
        return Path.of(folder);
    }
}
