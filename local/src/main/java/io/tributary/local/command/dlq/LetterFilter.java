package io.tributary.local.command.dlq;

import io.tributary.local.command.console.Periods;
import io.tributary.streams.deadletter.RejectionCode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Option;

/** Options that choose dead letters. */
final class LetterFilter {

    private static final List<String> CODES =
            Stream.of(RejectionCode.values()).map(RejectionCode::name).sorted().toList();

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "Only those of this billing account or billing scope.")
    private String account;

    @Option(names = "--period", paramLabel = "YYYY-MM", description = "Only those of this month.")
    private String period;

    @Option(names = "--provider", paramLabel = "NAME", description = "Only those of this provider: aws, azure, gcp.")
    private String provider;

    @Option(names = "--code", paramLabel = "CODE", description = "Only those with this code, such as INVALID_AMOUNT.")
    private String code;

    @Option(names = "--column", paramLabel = "NAME", description = "Only those with this source column at fault.")
    private String column;

    @Option(
            names = "--delivery",
            paramLabel = "ID",
            description = "Only those of this delivery: its id, or the first characters of it.")
    private String delivery;

    /** Refuses options that have no such value. */
    void requireValid() {
        if (period != null) {
            Periods.requireMonthOrDay("--period", period);
        }
        if (code != null && CODES.stream().noneMatch(code::equalsIgnoreCase)) {
            throw new ConfigException("--code is '" + code + "': expected one of " + String.join(", ", CODES));
        }
    }

    /** Whether any option is given. */
    boolean isGiven() {
        return account != null
                || period != null
                || provider != null
                || code != null
                || column != null
                || delivery != null;
    }

    /** The options that are given, as a person gave them. */
    @Override
    public String toString() {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("of account", account);
        given.put("of", period);
        given.put("of provider", provider);
        given.put("with code", code);
        given.put("with column", column);
        given.put("of delivery", delivery);
        given.values().removeIf(Objects::isNull);
        return given.entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(", "));
    }

    boolean isMeant(Letter letter) {
        return (account == null || isAccount(letter))
                && (period == null || isPeriod(letter.period()))
                && (provider == null || provider.equals(letter.content().getProvider()))
                && (code == null || code.equalsIgnoreCase(letter.content().getCode()))
                && (column == null || column.equals(letter.content().getColumn()))
                && (delivery == null
                        || letter.content().getDeliveryId() != null
                                && letter.content().getDeliveryId().startsWith(delivery));
    }

    /** Azure's scopes mean the same in any case, with or without a slash before them. */
    private boolean isAccount(Letter letter) {
        String lower = account.toLowerCase(Locale.ROOT);
        return letter.account().equals(account)
                || letter.account().equals(lower.startsWith("/") ? lower.substring(1) : lower);
    }

    private boolean isPeriod(String first) {
        try {
            return Periods.means(period, LocalDate.parse(first));
        } catch (DateTimeParseException notKnown) {
            return false;
        }
    }
}
