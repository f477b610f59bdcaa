package io.tributary.local.command.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Azure exports of a few rows, laid out as Azure writes them, and tables of Google Cloud as BigQuery dumps them. */
final class SmallExports {

    /** Columns of Microsoft's FOCUS export, as far as a row needs them. */
    private static final List<String> FOCUS = List.of(
            "BilledCost",
            "EffectiveCost",
            "ListCost",
            "ContractedCost",
            "BillingAccountId",
            "BillingAccountName",
            "BillingCurrency",
            "BillingPeriodStart",
            "BillingPeriodEnd",
            "ChargeCategory",
            "ChargeDescription",
            "ChargeFrequency",
            "ChargePeriodStart",
            "ChargePeriodEnd",
            "InvoiceIssuerName",
            "ProviderName",
            "PublisherName",
            "PricingCategory",
            "PricingUnit",
            "ResourceId",
            "ServiceCategory",
            "ServiceName",
            "SkuId",
            "SkuPriceId",
            "SubAccountId",
            "Tags",
            "x_SkuMeterId");

    /** Columns of actual and amortized costs of an enrollment, as far as a row needs them. */
    private static final List<String> NATIVE = List.of(
            "SubscriptionId",
            "Date",
            "ProductName",
            "MeterCategory",
            "MeterId",
            "MeterName",
            "UnitOfMeasure",
            "Quantity",
            "EffectivePrice",
            "CostInBillingCurrency",
            "ConsumedService",
            "ResourceId",
            "Tags",
            "PublisherType",
            "ChargeType",
            "Frequency",
            "PricingModel",
            "ReservationId",
            "BillingAccountId",
            "BillingAccountName",
            "BillingCurrencyCode",
            "BillingPeriodStartDate",
            "BillingPeriodEndDate");

    private final Path root;
    private final String account;

    /**
     * @param root where exports go
     * @param account the number of an enrollment
     */
    SmallExports(Path root, String account) {
        this.root = root;
        this.account = account;
    }

    /**
     * A charge.
     *
     * @param day its day
     * @param cost as text
     * @param subscription one letter that stands for a subscription
     * @param kind what it is for
     */
    record Charge(LocalDate day, String cost, char subscription, Kind kind) {

        /** Usage that no commitment covers. */
        Charge(LocalDate day, String cost, char subscription) {
            this(day, cost, subscription, Kind.USAGE);
        }

        /** One of each of the first days of a month. */
        static List<Charge> daily(YearMonth month, int days, String cost, char subscription) {
            List<Charge> charges = new ArrayList<>();
            for (int day = 1; day <= days; day++) {
                charges.add(new Charge(month.atDay(day), cost, subscription));
            }
            return charges;
        }
    }

    /** What a charge is for. */
    enum Kind {
        /** Usage that no commitment covers. */
        USAGE,
        /** Usage that a reservation covers: its cost is an amortized one, and it is billed nothing. */
        COVERED,
        /** The purchase of the reservation, which amortized costs do not have. */
        PURCHASE
    }

    /**
     * An export's run.
     *
     * @param folder its folder below the root, which is the run's root folder
     * @param type FocusCost, ActualCost or AmortizedCost
     * @param first first day that it is asked for
     * @param last last day
     * @param submitted day on which it was made
     */
    record Run(String folder, String type, LocalDate first, LocalDate last, LocalDate submitted) {

        /** A run of a whole month, made on the day after it. */
        static Run ofMonth(String folder, String type, YearMonth month) {
            return new Run(
                    folder,
                    type,
                    month.atDay(1),
                    month.atEndOfMonth(),
                    month.plusMonths(1).atDay(1));
        }
    }

    /** Writes a run of the enrollment's export, and returns the folder to give as input. */
    Path write(Run run, List<Charge> charges) throws IOException {
        return write(run, "/providers/Microsoft.Billing/billingAccounts/" + account, charges);
    }

    /** Writes a run of a subscription's export, and returns the folder to give as input. */
    Path writeOfSubscription(Run run, char subscription, List<Charge> charges) throws IOException {
        return write(run, "/subscriptions/" + subscription(subscription), charges);
    }

    private Path write(Run run, String scope, List<Charge> charges) throws IOException {
        String id = UUID.nameUUIDFromBytes((account + run).getBytes(UTF_8)).toString();
        String name = run.folder().substring(run.folder().lastIndexOf('/') + 1);
        String days = YearMonth.from(run.first()).atDay(1).toString().replace("-", "") + "-"
                + run.last().toString().replace("-", "");
        String part = name + "/" + days + "/" + id + "/part_0_0001.csv";
        List<Map<String, String>> rows = rows(run.type(), charges);
        byte[] content = csv(run.type().equals("FocusCost") ? FOCUS : NATIVE, rows, ",");
        Path input = root.resolve(run.folder());
        Path file = input.resolve(part);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Files.writeString(file.resolveSibling("manifest.json"), """
                {"manifestVersion":"2024-04-01","byteCount":%d,"blobCount":1,"dataRowCount":%d,
                 "exportConfig":{"exportName":"%s",
                  "resourceId":"%s/providers/Microsoft.CostManagement/exports/%s",
                  "dataVersion":"1.0r2","apiVersion":"2023-07-01-preview","type":"%s",
                  "timeFrame":"Custom","granularity":"Daily"},
                 "deliveryConfig":{"partitionData":true,"fileFormat":"Csv","rootFolderPath":""},
                 "runInfo":{"executionType":"Scheduled","submittedTime":"%sT09:00:00Z","runId":"%s",
                  "startDate":"%sT00:00:00","endDate":"%sT00:00:00"},
                 "blobs":[{"blobName":"%s","byteCount":%d,"dataRowCount":%d}]}
                """.formatted(
                        content.length,
                        rows.size(),
                        name,
                        scope,
                        name,
                        run.type(),
                        run.submitted(),
                        id,
                        run.first(),
                        run.last(),
                        part,
                        content.length,
                        rows.size()));
        return input;
    }

    /** Writes a file without a manifest, as somebody puts it there, and returns the folder to give as input. */
    Path writeBare(String folder, String type, List<Charge> charges) throws IOException {
        Path file = Files.createDirectories(root.resolve(folder)).resolve("costs.csv");
        Files.write(file, csv(type.equals("FocusCost") ? FOCUS : NATIVE, rows(type, charges), ","));
        return file.getParent();
    }

    /** The same as a spreadsheet of another country saves it: semicolons, decimal commas, days before months. */
    Path writeSavedAgain(String folder, List<Charge> charges) throws IOException {
        List<Map<String, String>> rows = rows("ActualCost", charges);
        for (int row = 0; row < rows.size(); row++) {
            LocalDate day = charges.get(row).day();
            rows.get(row).replaceAll((column, value) -> value.replace('.', ','));
            rows.get(row)
                    .put("Date", "%02d.%02d.%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear()));
        }
        Path file = Files.createDirectories(root.resolve(folder).resolve("20261001-20261031"))
                .resolve("costs.csv");
        Files.write(file, csv(NATIVE, rows, ";"));
        return root.resolve(folder);
    }

    private List<Map<String, String>> rows(String type, List<Charge> charges) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Charge charge : charges) {
            if (type.equals("FocusCost")) {
                rows.add(focus(charge));
            } else if (charge.kind() != Kind.PURCHASE || type.equals("ActualCost")) {
                rows.add(ofEnrollment(charge, type.equals("ActualCost")));
            }
        }
        return rows;
    }

    private Map<String, String> focus(Charge charge) {
        LocalDate start = charge.day().withDayOfMonth(1);
        Map<String, String> row = new LinkedHashMap<>();
        for (String column : List.of("BilledCost", "EffectiveCost", "ListCost", "ContractedCost")) {
            row.put(column, charge.cost());
        }
        if (charge.kind() == Kind.COVERED) {
            row.put("BilledCost", "0");
        } else if (charge.kind() == Kind.PURCHASE) {
            row.put("EffectiveCost", "0");
        }
        row.put("BillingAccountId", "/providers/Microsoft.Billing/billingAccounts/" + account);
        row.put("BillingAccountName", "Example");
        row.put("BillingCurrency", "EUR");
        row.put("BillingPeriodStart", start + "T00:00:00Z");
        row.put("BillingPeriodEnd", start.plusMonths(1) + "T00:00:00Z");
        row.put("ChargeCategory", charge.kind() == Kind.PURCHASE ? "Purchase" : "Usage");
        row.put("ChargeDescription", "D2s v5");
        row.put("ChargeFrequency", charge.kind() == Kind.PURCHASE ? "One-Time" : "Usage-Based");
        row.put("ChargePeriodStart", charge.day() + "T00:00:00Z");
        row.put("ChargePeriodEnd", charge.day().plusDays(1) + "T00:00:00Z");
        row.put("InvoiceIssuerName", "Microsoft");
        row.put("ProviderName", "Microsoft");
        row.put("PublisherName", "Microsoft");
        row.put("PricingCategory", "Standard");
        row.put("PricingUnit", "1 Hour");
        row.put("ResourceId", resource(charge));
        row.put("ServiceCategory", "Compute");
        row.put("ServiceName", "Virtual Machines");
        row.put("SkuId", "AAA-1");
        row.put("SkuPriceId", "AAA-1_1");
        row.put("SubAccountId", "/subscriptions/" + subscription(charge.subscription()));
        return row;
    }

    private Map<String, String> ofEnrollment(Charge charge, boolean isActual) {
        String cost = isActual && charge.kind() == Kind.COVERED ? "0" : charge.cost();
        boolean isPurchase = charge.kind() == Kind.PURCHASE;
        LocalDate start = charge.day().withDayOfMonth(1);
        Map<String, String> row = new LinkedHashMap<>();
        row.put("SubscriptionId", subscription(charge.subscription()));
        row.put("Date", american(charge.day()));
        row.put("ProductName", "Virtual Machines");
        row.put("MeterCategory", "Virtual Machines");
        row.put("MeterId", "11111111-aaaa-4bbb-8ccc-dddddddddddd");
        row.put("MeterName", "D2s v5");
        row.put("UnitOfMeasure", "1 Hour");
        row.put("Quantity", "1");
        row.put("EffectivePrice", cost);
        row.put("CostInBillingCurrency", cost);
        row.put("ConsumedService", "Microsoft.Compute");
        row.put("ResourceId", resource(charge));
        row.put("PublisherType", "Azure");
        row.put("ChargeType", isPurchase ? "Purchase" : "Usage");
        row.put("Frequency", isPurchase ? "OneTime" : "UsageBased");
        row.put("PricingModel", charge.kind() == Kind.USAGE ? "OnDemand" : "Reservation");
        if (charge.kind() != Kind.USAGE) {
            row.put(
                    "ReservationId",
                    UUID.nameUUIDFromBytes((account + "reservation").getBytes(UTF_8))
                            .toString());
        }
        row.put("BillingAccountId", account);
        row.put("BillingAccountName", "Example");
        row.put("BillingCurrencyCode", "EUR");
        row.put("BillingPeriodStartDate", american(start));
        row.put("BillingPeriodEndDate", american(start.plusMonths(1).minusDays(1)));
        return row;
    }

    private static String american(LocalDate day) {
        return "%02d/%02d/%d".formatted(day.getMonthValue(), day.getDayOfMonth(), day.getYear());
    }

    private String resource(Charge charge) {
        return "/subscriptions/" + subscription(charge.subscription())
                + "/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1";
    }

    /** Subscriptions of different enrollments have different ids. */
    private String subscription(char letter) {
        return UUID.nameUUIDFromBytes((account + letter).getBytes(UTF_8)).toString();
    }

    private static byte[] csv(List<String> columns, List<Map<String, String>> rows, String separator) {
        StringBuilder text = new StringBuilder(String.join(separator, columns)).append("\r\n");
        for (Map<String, String> row : rows) {
            text.append(String.join(
                            separator,
                            columns.stream()
                                    .map(column -> row.getOrDefault(column, ""))
                                    .toList()))
                    .append("\r\n");
        }
        return text.toString().getBytes(UTF_8);
    }

    /** Writes a dump of a billing account's table, and returns the folder to give as input. */
    Path writeTable(String folder, String table, YearMonth month, String cost) throws IOException {
        Path file = root.resolve(folder)
                .resolve("gcp_billing_export_" + table + "_" + account.replace('-', '_'))
                .resolve("000000000000.jsonl");
        Files.createDirectories(file.getParent());
        String detail = table.startsWith("resource") ? ",\"resource\":{\"name\":\"vm-1\"}" : "";
        Files.writeString(file, """
                {"billing_account_id":"%s","service":{"id":"6F81","description":"Compute Engine"},\
                "sku":{"id":"ABCD","description":"Core"},"usage_start_time":"%s-10 10:00:00 UTC",\
                "usage_end_time":"%s-10 11:00:00 UTC","project":{"id":"example"},"labels":[],\
                "system_labels":[],"location":{"location":"us-central1"},\
                "export_time":"%s-11 02:00:00 UTC","cost":%s,"currency":"EUR",\
                "currency_conversion_rate":0.9,"usage":{"amount":3600.0,"unit":"seconds"},\
                "credits":[],"invoice":{"month":"%s"},"cost_type":"regular"%s}
                """.formatted(
                        account, month, month, month, cost, month.toString().replace("-", ""), detail));
        return root.resolve(folder);
    }

    /** Writes two rows of a table as the console saves them, 9.00 EUR, and returns the folder to give as input. */
    Path writeCsvOfTable(String folder, YearMonth month) throws IOException {
        Path file = Files.createDirectories(root.resolve(folder)).resolve("bq-results.csv");
        StringBuilder text = new StringBuilder("billing_account_id,service,sku,usage_start_time,usage_end_time,project,"
                + "labels,system_labels,location,export_time,cost,currency,currency_conversion_rate,usage,credits,"
                + "invoice,cost_type\n");
        for (String costAndCredits : List.of(
                "4.5,EUR,0.9,\"{\"\"amount\"\": 3600.0, \"\"unit\"\": \"\"seconds\"\"}\",[]",
                "5.5,EUR,0.9,\"{\"\"amount\"\": 3600.0, \"\"unit\"\": \"\"seconds\"\"}\","
                        + "\"[{\"\"name\"\": \"\"discount\"\", \"\"amount\"\": -1.0,"
                        + " \"\"type\"\": \"\"DISCOUNT\"\"}]\"")) {
            text.append(account)
                    .append(",\"{\"\"id\"\": \"\"6F81\"\", \"\"description\"\": \"\"Compute Engine\"\"}\"")
                    .append(",\"{\"\"id\"\": \"\"ABCD\"\", \"\"description\"\": \"\"Core\"\"}\"")
                    .append("," + month + "-10 10:00:00 UTC," + month + "-10 11:00:00 UTC")
                    .append(",\"{\"\"id\"\": \"\"example\"\"}\",[],[]")
                    .append(",\"{\"\"location\"\": \"\"us-central1\"\"}\"")
                    .append("," + month + "-11 02:00:00.000000 UTC,")
                    .append(costAndCredits)
                    .append(",\"{\"\"month\"\": \"\"" + month.toString().replace("-", "") + "\"\"}\",regular\n");
        }
        Files.writeString(file, text);
        return file.getParent();
    }
}
