package io.tributary.local.command.history;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.command.deliveries.AccountPeriod;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.RecordOwners;
import io.tributary.local.command.deliveries.Statements;
import io.tributary.schemas.Delivery;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how the total of an account's period came to be, delivery by delivery. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says how the total of an account's period came to be: what each delivery added, restated and withdrew, in"
                    + " the order in which they were worked, and the total after each.",
            "The changes add up to what is live, to the last decimal; where they do not, it says what is missing and"
                    + " exits with 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary history --account 012345678901 --period 2026-10",
            "  tributary history --account 012345678901 --period 2026-10 --by service    with streams.ledger=true",
            "  tributary history --account 018984-D0AAA4-940B88 --period 2026-10 --csv > history.csv"
        })
public final class HistoryCommand implements Callable<Integer> {

    private static final String SERVICE = "service";

    private final Map<String, String> environment;
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--account",
            paramLabel = "ID",
            required = true,
            description = "The billing account; for Azure the billing scope.")
    private String account;

    @Option(
            names = "--period",
            paramLabel = "YYYY-MM",
            required = true,
            description = "The billing period: its month, or its first day where several begin in one month.")
    private String period;

    @Option(names = "--currency", paramLabel = "CODE", description = "Only amounts in this currency.")
    private String currency;

    @Option(
            names = "--by",
            paramLabel = SERVICE,
            description = "Also by service: what each delivery changed of each service's cost, by the ledger, which is"
                    + " kept where streams.ledger is true.")
    private String by;

    @Option(
            names = "--slices",
            description = "Lines of its own for every slice of Google Cloud; otherwise slices of a day share them.")
    private boolean slices;

    @Option(names = "--csv", description = "Print CSV to standard output, and nothing else.")
    private boolean csv;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public HistoryCommand(Map<String, String> environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        requireOptions();
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            AccountPeriod accountPeriod = AccountPeriod.meant(account, period, watch.all());
            List<Delivery> deliveries = watch.all().stream()
                    .filter(delivery -> AccountPeriod.of(delivery).equals(accountPeriod))
                    .toList();
            Statements statements = new Statements(started.settings());
            RecordOwners owners = new RecordOwners(statements, watch.all());
            LiveTotals live = new LiveTotals(
                    started.settings(),
                    accountPeriod,
                    deliveries.stream().map(statements::of).collect(toSet()),
                    owners,
                    cluster.data(environment).scratch());
            TotalHistory history = new TotalHistory(deliveries, slices);
            Agreement agreement = new Agreement(history, live.all(), currency);
            requireCurrency(agreement);
            List<String> notes = new ArrayList<>();
            List<String> problems = new ArrayList<>(agreement.missing());
            if (live.unknown() > 0) {
                problems.add(Amounts.count(live.unknown(), "live record")
                        + " of the account's period name no delivery that is known.");
            }
            Optional<List<ServiceChange>> services = Optional.empty();
            if (by != null) {
                services = services(started.settings(), history, statements, owners, notes, problems);
            }
            List<HistoryLine> lines =
                    history.lines().stream().map(this::inCurrency).toList();
            print(output, accountPeriod, lines, services, agreement, notes, problems);
            return problems.isEmpty() ? ExitCode.OK : ExitCode.PROBLEM;
        }
    }

    private void requireOptions() {
        Periods.requireMonthOrDay("--period", period);
        if (by != null && !by.equals(SERVICE)) {
            throw new ConfigException("--by is '" + by + "': expected " + SERVICE);
        }
        if (csv && json.isGiven()) {
            throw new ConfigException("--csv and --json exclude each other");
        }
    }

    private void requireCurrency(Agreement agreement) {
        if (currency != null && !agreement.sums().containsKey(currency)) {
            throw new ConfigException("Nothing is known of currency " + currency + " in that account's period: expected"
                    + " one of " + agreement.currencies());
        }
    }

    private Optional<List<ServiceChange>> services(
            Map<String, String> settings,
            TotalHistory history,
            Statements statements,
            RecordOwners owners,
            List<String> notes,
            List<String> problems)
            throws InterruptedException {
        if (!ServiceChanges.hasLedger(settings)) {
            problems.add("Which services changed is not known: only billing.ledger says what a record was before. Set"
                    + " streams.ledger=true; deliveries from then on are known by service.");
            return Optional.empty();
        }
        Collection<Delivery> ordered = new LinkedHashSet<>();
        history.lines().forEach(line -> ordered.addAll(line.deliveries()));
        ServiceChanges changes = new ServiceChanges(settings, ordered, statements::of, owners);
        List<Delivery> lacking = changes.lacking();
        if (!lacking.isEmpty()) {
            problems.add("By service, billing.ledger says something else than billing.deliveries of "
                    + Amounts.count(lacking.size(), "delivery", "deliveries") + ", first of "
                    + lacking.get(0).getDeliveryId()
                    + ": the ledger was not kept all the time, or was opened anew.");
        }
        if (changes.opened() > 0) {
            notes.add(Amounts.count(changes.opened(), "entry", "entries")
                    + " of the ledger charge what was live before it was kept; they count as added by the delivery that"
                    + " opened it.");
        }
        return Optional.of(changes.all().stream()
                .filter(change -> currency == null || currency.equals(change.currency()))
                .toList());
    }

    private HistoryLine inCurrency(HistoryLine line) {
        if (currency == null) {
            return line;
        }
        SortedMap<String, CurrencyLine> only = line.currencies().entrySet().stream()
                .filter(entry -> entry.getKey().equals(currency))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
        return line.with(only);
    }

    private void print(
            Output output,
            AccountPeriod accountPeriod,
            List<HistoryLine> lines,
            Optional<List<ServiceChange>> services,
            Agreement agreement,
            List<String> notes,
            List<String> problems) {
        if (json.isGiven()) {
            List<String> all = new ArrayList<>(problems);
            all.addAll(notes);
            output.json(HistoryJson.of(accountPeriod, lines, services, agreement, all));
            return;
        }
        if (csv) {
            printCsv(lines, services);
            problems.forEach(spec.commandLine().getErr()::println);
            return;
        }
        output.table(HistoryTables.lines(lines));
        services.ifPresent(changes -> {
            output.sentence("");
            output.sentence("By service");
            output.table(HistoryTables.services(changes));
        });
        output.sentence("");
        output.sentence("Live of account " + accountPeriod);
        output.table(HistoryTables.totals(agreement.sums()));
        problems.forEach(problem -> output.marked(Output.Mark.PROBLEM, problem, List.of()));
        notes.forEach(note -> output.marked(Output.Mark.NOTE, note, List.of()));
        if (problems.isEmpty()) {
            output.marked(Output.Mark.OK, "The changes add up to what is live, to the last decimal.", List.of());
        }
    }

    private void printCsv(List<HistoryLine> lines, Optional<List<ServiceChange>> services) {
        PrintWriter out = spec.commandLine().getOut();
        if (services.isPresent()) {
            out.println(HistoryTables.csvHeadOfServices());
            services.get().forEach(change -> out.println(HistoryTables.csv(change)));
            return;
        }
        out.println(HistoryTables.csvHead());
        lines.forEach(line -> HistoryTables.csv(line).forEach(out::println));
    }
}
