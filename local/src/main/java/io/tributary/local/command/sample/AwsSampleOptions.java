package io.tributary.local.command.sample;

import io.tributary.local.command.console.Choices;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.aws.DiscountStyle;
import io.tributary.samples.aws.ExportColumns;
import io.tributary.samples.aws.Granularity;
import io.tributary.samples.aws.LineItems;
import io.tributary.samples.aws.ReportMode;
import java.util.Currency;
import picocli.CommandLine.Option;

/** Options of AWS samples. */
public final class AwsSampleOptions {

    @Option(
            names = "--mode",
            paramLabel = "NAME",
            description =
                    "What a delivery does to the one before it: create-new or overwrite; create-new by default, of"
                            + " legacy-parquet overwrite.")
    private String mode;

    @Option(
            names = "--granularity",
            paramLabel = "NAME",
            description = "hourly, daily or both, which are two payers; hourly by default.")
    private String granularity;

    @Option(
            names = "--discounts",
            paramLabel = "NAME",
            description = "How discounts are shown: none, rows, net-only, in the net columns and the columns or the map"
                    + " of discounts alone, or net-with-rows, with rows of some of them; rows by default.")
    private String discounts;

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            description =
                    "What an export of CUR 2.0 selects: all, or few columns, without prices and without the costs of"
                            + " what commitments cover; all by default.")
    private String columns;

    @Option(
            names = "--line-items",
            paramLabel = "NAME",
            description = "standard, or all: more kinds of reservations, Savings Plans, credits and refunds, capacity"
                    + " reservations, and zones outside of regions; standard by default.")
    private String lineItems;

    @Option(names = "--split-cost", description = "Adds rows that split the costs of instances among pods and tasks.")
    private boolean splitCost;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "What is billed in; USD by default. With INR the seller is AWS in India, with CNY in China.")
    private String currency;

    @Option(names = "--files", paramLabel = "N", description = "Data files a delivery; 2 by default.")
    private Integer files;

    /** @throws IllegalArgumentException naming the option, its value and what it may be */
    void applyTo(AwsSampleSettings.Builder settings) {
        if (mode != null) {
            settings.mode(Choices.one("--mode", ReportMode.class, mode));
        }
        if (granularity != null) {
            settings.granularity(Choices.one("--granularity", Granularity.class, granularity));
        }
        if (discounts != null) {
            settings.discounts(Choices.one("--discounts", DiscountStyle.class, discounts));
        }
        if (columns != null) {
            settings.columns(Choices.one("--columns", ExportColumns.class, columns));
        }
        if (lineItems != null) {
            settings.lineItems(Choices.one("--line-items", LineItems.class, lineItems));
        }
        if (currency != null) {
            settings.currency(currency());
        }
        if (files != null) {
            settings.files(files);
        }
        settings.splitCost(splitCost);
    }

    private Currency currency() {
        try {
            return Currency.getInstance(currency);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--currency must be a code of ISO 4217: was " + currency, e);
        }
    }
}
