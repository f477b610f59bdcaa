package io.tributary.samples.gcp;

import io.tributary.samples.SeededRandom;
import io.tributary.samples.gcp.GcpPlan.Account;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes rows of usage. The same account, time and number give the same row. */
final class Usage {

    private static final String ORGANIZATION = "237691936840";

    /** What an hour costs under the flexible commitment, in dollars. */
    private static final double FLEXIBLE_PRICE = 0.0216;

    private final Account account;
    private final int projects;
    private final LocalDate renaming;
    private final LocalDate relabelling;

    /** @param newestPeriod the month in which a project is renamed and labels drift */
    Usage(Account account, int projects, YearMonth newestPeriod) {
        this.account = account;
        this.projects = projects;
        this.renaming = newestPeriod.atDay(11);
        this.relabelling = newestPeriod.atDay(16);
    }

    /** Usage of an hour. */
    GcpRow hour(Sku sku, Instant start, int number) {
        return row(sku, start, start.plusSeconds(3600), number);
    }

    /** Usage of a Pacific day. */
    GcpRow day(Sku sku, LocalDate day) {
        return row(
                sku,
                day.atStartOfDay(GcpPlan.PACIFIC).toInstant(),
                day.plusDays(1).atStartOfDay(GcpPlan.PACIFIC).toInstant(),
                0);
    }

    private GcpRow row(Sku sku, Instant start, Instant end, int number) {
        long choice = SeededRandom.mix(
                SeededRandom.mix(
                        SeededRandom.mix(account.seed(), start.getEpochSecond()),
                        sku.kind().ordinal()),
                number);
        int project = SeededRandom.below(projects, SeededRandom.mix(choice, "project"));
        double pricingUnits = pricingUnits(sku, choice, end.getEpochSecond() - start.getEpochSecond());
        double price = sku.kind() == Sku.Kind.FLEXIBLE_USE ? FLEXIBLE_PRICE : sku.price();
        double cost = pricingUnits * price * account.rate();
        // Newer services are rounded to millionths, and so is what is small.
        cost = choice % 3 == 0 || cost < 0.01 ? Numbers.micros(cost) : cost;
        if (sku.kind() == Sku.Kind.ANALYSIS && choice % 5 == 0) {
            cost = 0;
        }
        GcpRow row = GcpRow.of(account, GcpPlan.month(start), start, end)
                .put(GcpColumn.SERVICE_ID, sku.serviceId())
                .put(GcpColumn.SERVICE_DESCRIPTION, sku.service())
                .put(GcpColumn.SKU_ID, sku.id())
                .put(GcpColumn.SKU_DESCRIPTION, sku.description())
                .put(GcpColumn.LOCATION, sku.place().location())
                .put(GcpColumn.COUNTRY, sku.place().country())
                .put(GcpColumn.REGION, sku.place().region())
                .put(GcpColumn.ZONE, sku.place().zone())
                .used(pricingUnits * sku.unitsInPricingUnit(), sku.unit(), pricingUnits, sku.pricingUnit())
                .costs(cost, credits(sku, choice, cost, start, end))
                .exported(GcpPlan.export(account, end), GcpPlan.day(GcpPlan.export(account, end)));
        price(row, sku);
        if (sku.kind() == Sku.Kind.FLEXIBLE_USE) {
            underModel(row, pricingUnits * sku.price() * account.rate());
        }
        if (sku.kind() != Sku.Kind.COMMITMENT && sku.kind() != Sku.Kind.FLEXIBLE_FEE) {
            project(row, project, start.atZone(GcpPlan.PACIFIC).toLocalDate());
        }
        describe(row, sku, project, choice);
        return row;
    }

    private static double pricingUnits(Sku sku, long choice, long seconds) {
        int part = 1 + SeededRandom.below(1_000, SeededRandom.mix(choice, "usage"));
        return switch (sku.kind()) {
            case CORES, MEMORY, DATABASE -> part * 8.0 / 1_000;
            case EGRESS -> part * 37.0 / (1L << 20);
            case STORAGE -> part * 0.731 / 730;
            case ANALYSIS -> part * 3.0 / 1024;
            case REQUESTS -> part * 5.0;
            case MARKETPLACE, SUBSCRIPTION -> part;
            case COMMITMENT -> 16.0 * seconds / 3600;
            case FLEXIBLE_FEE -> seconds / 3600.0;
            case FLEXIBLE_USE -> part * 30.0 * seconds / 3600 / 1_000;
        };
    }

    private static void price(GcpRow row, Sku sku) {
        String price = new BigDecimal(Numbers.text(sku.price())).toPlainString();
        row.put(GcpColumn.PRICE_EFFECTIVE, price)
                .put(GcpColumn.PRICE_LIST, price)
                .put(GcpColumn.PRICE_EFFECTIVE_DEFAULT, price)
                .put(GcpColumn.PRICE_TIER_START, "0")
                .put(GcpColumn.PRICE_UNIT, sku.pricingUnit())
                .put(GcpColumn.PRICE_UNIT_QUANTITY, "1");
    }

    /** Sets what usage would cost without the commitment whose price it is billed at. */
    private static void underModel(GcpRow row, double cost) {
        String exact = Numbers.plain(new BigDecimal(Numbers.text(cost)).setScale(9, RoundingMode.HALF_EVEN))
                .toPlainString();
        row.put(GcpColumn.PRICE_EFFECTIVE, new BigDecimal(Numbers.text(FLEXIBLE_PRICE)).toPlainString())
                .put(GcpColumn.COST_AT_LIST, Numbers.text(cost))
                .put(GcpColumn.COST_AT_EFFECTIVE_PRICE_DEFAULT, exact);
    }

    /** Every type of credit that Google has, on rows of the kind that gets it. */
    private List<Credit> credits(Sku sku, long choice, double cost, Instant start, Instant end) {
        List<Credit> credits = new ArrayList<>();
        if (cost == 0) {
            return credits;
        }
        boolean isEven = choice % 2 == 0;
        switch (sku.kind()) {
            case CORES -> {
                credits.add(credit("SUSTAINED_USAGE_DISCOUNT", "Sustained Usage Discount", cost * 0.2));
                if (isEven) {
                    Credit covered = credit("COMMITTED_USAGE_DISCOUNT", "Committed Usage Discount: CPU", cost * 0.37);
                    credits.add(covered.described());
                }
            }
            case MEMORY -> {
                credits.add(credit(
                        "COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE",
                        "Committed Usage Discount - Dollar Based: GCE",
                        cost * 0.28));
                if (isEven) {
                    credits.add(credit("PROMOTION", "Startup Credits", cost * 0.1));
                }
            }
            case EGRESS -> credits.add(credit("PROMOTION", "FreeTrial:Credit", cost));
            case STORAGE -> credits.add(credit("DISCOUNT", "Spending based discounts (contractual)", cost * 0.05));
            case ANALYSIS -> credits.add(credit("FREE_TIER", "BigQuery free tier", cost));
            case REQUESTS -> credits.add(credit("FREE_TIER", "Cloud Run free tier", isEven ? cost : cost / 2));
            case DATABASE -> {
                credits.add(credit("DISCOUNT", "Database discount", cost * 0.15));
                credits.add(credit("PROMOTION", "Startup Credits", cost * 0.3));
                credits.add(credit("PROMOTION", "FreeTrial:Credit", cost * 0.05));
            }
            case MARKETPLACE -> credits.add(credit("RESELLER_MARGIN", "Reseller Margin", cost * 0.03));
            case COMMITMENT, FLEXIBLE_USE -> {
                // Resources under a commitment are credited, and its fee is whole. Usage at a model's price is not.
            }
            case FLEXIBLE_FEE -> {
                double used = row(Sku.ALL.get(Sku.Kind.FLEXIBLE_USE.ordinal()), start, end, 0)
                        .cost();
                credits.add(new Credit(
                        "FEE_UTILIZATION_OFFSET", "fee-offset-" + account.id(), "Fee utilization offset", -used));
            }
            case SUBSCRIPTION ->
                credits.add(credit("SUBSCRIPTION_BENEFIT", "Subscription benefit, first seats", cost * 0.25));
            default -> throw new IllegalStateException("no credits for " + sku.kind());
        }
        return credits;
    }

    private Credit credit(String type, String name, double amount) {
        double whole = Math.abs(amount) < 0.001 ? Numbers.micros(amount) : amount;
        return new Credit(type, name + "-" + account.id(), name, -whole);
    }

    private void project(GcpRow row, int project, LocalDate day) {
        String id = projectId(project);
        String number = Long.toString(100_000_000_000L + account.choose(900_000_000, "number", project));
        String name = project == 0 && !day.isBefore(renaming) ? "Contoso Web (new)" : "Contoso " + project;
        row.put(GcpColumn.PROJECT_ID, id)
                .put(GcpColumn.PROJECT_NUMBER, number)
                .put(GcpColumn.PROJECT_NAME, name)
                .put(GcpColumn.PROJECT_LABELS, pairs("env", project % 2 == 0 ? "production" : "test"))
                .put(GcpColumn.PROJECT_ANCESTRY_NUMBERS, "/" + ORGANIZATION + "/")
                .put(
                        GcpColumn.PROJECT_ANCESTORS,
                        "[{\"resource_name\":\"projects/" + number + "\",\"display_name\":\"" + name
                                + "\"},{\"resource_name\":\"organizations/" + ORGANIZATION
                                + "\",\"display_name\":\"contoso.com\"}]");
        boolean isLater = !day.isBefore(relabelling);
        row.put(
                GcpColumn.LABELS,
                isLater
                        ? pairs("team", "platform, EU", "env", "production", "cost-center", "cc-" + project)
                        : pairs("team", "platform", "env", "staging"));
        if (project % 2 == 1) {
            row.put(
                    GcpColumn.TAGS,
                    "[{\"key\":\"env\",\"value\":\"prod\",\"inherited\":true,\"namespace\":\"" + ORGANIZATION
                            + "\"},{\"key\":\"owner\",\"value\":\"Zoë\",\"inherited\":false,\"namespace\":\""
                            + ORGANIZATION
                            + "\"}]");
        }
    }

    private void describe(GcpRow row, Sku sku, int project, long choice) {
        if (sku.kind() == Sku.Kind.MEMORY && choice % 5 == 0) {
            row.put(
                    GcpColumn.SYSTEM_LABELS,
                    pairs(
                            "compute.googleapis.com/is_unused_reservation",
                            choice % 2 == 0 ? "true" : "false",
                            "compute.googleapis.com/reservation_name",
                            "kept-free",
                            "compute.googleapis.com/reservation_project_id",
                            projectId(0)));
        } else if (sku.kind() == Sku.Kind.CORES || sku.kind() == Sku.Kind.MEMORY) {
            row.put(
                    GcpColumn.SYSTEM_LABELS,
                    pairs(
                            "compute.googleapis.com/cores",
                            "8",
                            "compute.googleapis.com/machine_spec",
                            sku.kind() == Sku.Kind.CORES ? "n2-standard-8" : "e2-standard-8",
                            "compute.googleapis.com/memory",
                            "32768"));
        }
        if (!sku.resource().isEmpty()) {
            String name = "resource-" + SeededRandom.below(7, SeededRandom.mix(choice, "resource"));
            row.put(GcpColumn.RESOURCE_NAME, name)
                    .put(GcpColumn.RESOURCE_GLOBAL_NAME, sku.resource().formatted(projectId(project)) + name);
        }
        switch (sku.kind()) {
            case MARKETPLACE ->
                row.put(GcpColumn.TRANSACTION_TYPE, "THIRD_PARTY_RESELLER")
                        .put(GcpColumn.SELLER_NAME, "Contoso Observability Ltd.")
                        .put(GcpColumn.INVOICE_PUBLISHER_TYPE, "PARTNER");
            case SUBSCRIPTION -> row.put(GcpColumn.SUBSCRIPTION_ID, commitmentId("subscription"));
            case COMMITMENT -> row.put(GcpColumn.SUBSCRIPTION_ID, commitmentId("commitment"));
            case CORES -> row.put(GcpColumn.SUBSCRIPTION_ID, choice % 2 == 0 ? commitmentId("commitment") : null);
            case FLEXIBLE_FEE -> {
                row.put(GcpColumn.SUBSCRIPTION_ID, commitmentId("flexible"));
                if (account.index() % 2 == 1) {
                    row.put(GcpColumn.SKU_ID, "B22F-51BE-D599")
                            .put(GcpColumn.SKU_DESCRIPTION, sku.description().replace("1 Year", "3 Year"));
                }
            }
            case FLEXIBLE_USE ->
                row.put(GcpColumn.SUBSCRIPTION_ID, commitmentId("flexible"))
                        .put(GcpColumn.CONSUMPTION_MODEL_ID, "7754-699E-0EBF")
                        .put(
                                GcpColumn.CONSUMPTION_MODEL_DESCRIPTION,
                                "Compute Flexible CUDs " + (account.index() % 2 == 1 ? 3 : 1) + " Year");
            default -> {
                // What the others say of themselves is in the SKU.
            }
        }
    }

    /** Google's ids of commitments are its own for each account. */
    private String commitmentId(String kind) {
        return kind + "-" + account.id().toLowerCase(Locale.ROOT);
    }

    private String projectId(int project) {
        return "contoso-" + account.index() + "-" + project;
    }

    /** Keys and values as an array of labels. */
    private static String pairs(String... keysAndValues) {
        StringBuilder json = new StringBuilder("[");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"key\":\"")
                    .append(keysAndValues[i])
                    .append("\",\"value\":\"")
                    .append(keysAndValues[i + 1])
                    .append("\"}");
        }
        return json.append(']').toString();
    }
}
