package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.run.SmallExports.Charge;
import io.tributary.local.command.run.SmallExports.Kind;
import io.tributary.local.command.run.SmallExports.Run;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random sets of sources, in runs one after the other: for each account and month either the right total is live, or
 * the run says what is wrong with that account's month.
 *
 * <p>{@code -Dsources.seed=S} begins with that seed, {@code -Dsources.count=N} runs as many, 2 unless said.
 */
class RandomSourcesIT {

    private static final int ACCOUNTS = 10;
    private static final List<YearMonth> MONTHS = List.of(YearMonth.of(2026, 8), YearMonth.of(2026, 9));
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    /**
     * What an account's month costs, and who states it.
     *
     * @param isWhole whether its sources together state it whole and once
     */
    private record Month(String account, YearMonth month, BigDecimal right, List<Path> folders, boolean isWhole) {

        /** Those that are not of a subscription alone. */
        private List<Path> main() {
            return folders.stream()
                    .filter(folder -> !folder.getFileName().toString().startsWith("subscription"))
                    .toList();
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("sources.count", 2))
                .map(run -> Integer.getInteger("sources.seed", 20_261_201) + run);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachMonthIsRightOrItIsSaidWhatIsWrong(int seed) throws IOException {
        Random random = new Random(seed);
        List<Month> months = new ArrayList<>();
        for (int account = 0; account < ACCOUNTS; account++) {
            for (YearMonth month : MONTHS) {
                months.add(
                        account % 2 == 0
                                ? ofAzure("880%04d".formatted(account), month, random)
                                : ofGoogle("01%04d-ABCDEF-012345".formatted(account), month, random));
            }
        }
        List<Path> folders = new ArrayList<>(
                months.stream().flatMap(month -> month.folders().stream()).toList());
        Collections.shuffle(folders, random);
        int first = 1 + random.nextInt(folders.size());

        check(seed, months, run(folders.subList(0, first)), folders.subList(0, first), false);
        // Whatever came first: then all of an account's sources are there together.
        check(seed, months, run(List.of(directory.resolve("azure"), directory.resolve("google"))), folders, true);
    }

    private static void check(int seed, List<Month> months, JsonNode run, List<Path> given, boolean isTogether) {
        SoftAssertions softly = new SoftAssertions();
        boolean isAnySaid = false;
        for (Month month : months) {
            if (Collections.disjoint(month.main(), given)) {
                continue;
            }
            BigDecimal live = billed(run, month);
            List<String> said = said(run, month);
            isAnySaid |= !said.isEmpty();
            if (month.isWhole() && isTogether) {
                String as = "seed %d: %s %s, of %s%n%s"
                        .formatted(seed, month.account(), month.month(), month.folders(), deliveries(run, month));
                softly.assertThat(said).as(as).isEmpty();
                softly.assertThat(live).as(as).isEqualByComparingTo(month.right());
            } else if (live.compareTo(month.right()) != 0) {
                softly.assertThat(said)
                        .as(
                                "seed %d: %s %s has %s, right is %s, of %s",
                                seed, month.account(), month.month(), live, month.right(), month.folders())
                        .isNotEmpty();
            }
        }
        if (isAnySaid) {
            softly.assertThat(run.get("exitCode").intValue()).isNotZero();
        }
        softly.assertAll();
    }

    /** Any of the three views of an enrollment, and sometimes one of its subscriptions beside it. */
    private Month ofAzure(String account, YearMonth month, Random random) throws IOException {
        SmallExports exports = new SmallExports(directory.resolve("azure"), account);
        List<Charge> charges = new ArrayList<>();
        charges.add(new Charge(month.atDay(1), cents(random), 'a'));
        charges.add(new Charge(month.atDay(2), cents(random), 'b'));
        if (random.nextBoolean()) {
            charges.add(new Charge(month.atDay(1), cents(random), 'a', Kind.PURCHASE));
            charges.add(new Charge(month.atDay(3), cents(random), 'b', Kind.COVERED));
        }
        BigDecimal right = charges.stream()
                .filter(charge -> charge.kind() != Kind.COVERED)
                .map(charge -> new BigDecimal(charge.cost()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Path> folders = new ArrayList<>();
        int views = 1 + random.nextInt(7);
        List<String> types = List.of("ActualCost", "AmortizedCost", "FocusCost");
        for (int view = 0; view < types.size(); view++) {
            if ((views >> view & 1) == 1) {
                String folder = account + "/" + month + "/" + types.get(view) + account;
                folders.add(exports.write(Run.ofMonth(folder, types.get(view), month), charges));
            }
        }
        // Amortized costs alone lack purchases.
        boolean isWhole = views != 2;
        if (random.nextInt(4) == 0) {
            isWhole = false;
            String folder = account + "/" + month + "/subscription" + account;
            folders.add(exports.writeOfSubscription(
                    Run.ofMonth(folder, "ActualCost", month), 'a', List.of(charges.get(0))));
        }
        return new Month(account, month, right, folders, isWhole);
    }

    /** One of a billing account's tables, or both; the detailed one may have begun in mid-month. */
    private Month ofGoogle(String account, YearMonth month, Random random) throws IOException {
        SmallExports exports = new SmallExports(directory.resolve("google"), account);
        String cost = cents(random);
        List<Path> folders = new ArrayList<>();
        int tables = 1 + random.nextInt(3);
        if ((tables & 1) == 1) {
            folders.add(exports.writeTable(account + "/" + month + "/standard", "v1", month, cost));
        }
        if ((tables & 2) == 2) {
            folders.add(exports.writeTable(account + "/" + month + "/detailed", "resource_v1", month, cost));
        }
        return new Month(account, month, new BigDecimal(cost), folders, true);
    }

    private static String cents(Random random) {
        return BigDecimal.valueOf(1 + random.nextInt(100_000), 2).toPlainString();
    }

    private static BigDecimal billed(JsonNode run, Month month) {
        BigDecimal billed = BigDecimal.ZERO;
        for (JsonNode total : run.at("/view/totals")) {
            if (total.get("billingAccountId").textValue().contains(month.account())
                    && total.get("billingPeriodStart")
                            .textValue()
                            .startsWith(month.month().toString())) {
                billed = billed.add(new BigDecimal(total.get("billedCost").textValue()));
            }
        }
        return billed;
    }

    private static String deliveries(JsonNode run, Month month) {
        StringBuilder text = new StringBuilder();
        for (JsonNode delivery : run.get("deliveries")) {
            if (delivery.get("billingAccountId").textValue().contains(month.account())
                    && delivery.get("billingPeriodStart")
                            .textValue()
                            .startsWith(month.month().toString())) {
                for (String field : List.of("dataSet", "deliveryId", "state", "verdict")) {
                    text.append(delivery.get(field).textValue()).append(' ');
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static List<String> said(JsonNode run, Month month) {
        List<String> said = new ArrayList<>();
        for (JsonNode problem : run.get("problems")) {
            String message = problem.get("message").textValue();
            if (message.contains(month.account())
                    && message.contains(month.month().toString())) {
                said.add(message);
            }
        }
        return said;
    }

    private JsonNode run(List<Path> inputs) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("run", "--json", "--data-dir", directory.resolve("data").toString()));
        inputs.forEach(input -> arguments.addAll(List.of("--input", input.toString())));
        CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
        assertThat(run.out()).as(run.err()).startsWith("{");
        return JSON.readTree(run.out());
    }
}
