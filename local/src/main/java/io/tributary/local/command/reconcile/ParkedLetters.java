package io.tributary.local.command.reconcile;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.deliveries.Discards;
import io.tributary.local.reconcile.PartAmounts.Part;
import io.tributary.local.statements.BilledAccounts;
import io.tributary.local.view.CommittedRecords;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Rows of deliveries that could not be read, each with what it parks and what of it says whose it is. */
final class ParkedLetters {

    private static final Set<String> INVOICE_COLUMNS = Set.of("billinvoiceid", "invoiceid");
    private static final Set<String> KIND_COLUMNS =
            Set.of("lineitemlineitemtype", "chargecategory", "chargetype", "costtype");
    private static final Set<String> CREDITING = Set.of("credit", "refund");
    private static final String TAX = "tax";
    private static final JsonFactory JSON = new JsonFactory();

    /** By the deliveries' keys. */
    private final Map<String, List<Letter>> letters = new HashMap<>();

    /**
     * A row.
     *
     * @param deliveryId its delivery
     * @param currency currency of the amount; empty where that is not known
     * @param amount what it parks; empty where that is not known
     * @param lineKey its natural key; empty where that is not known
     * @param invoice the invoice that it names; empty where it names none
     * @param part the part of a bill that it is of
     * @param accounts the texts of the row that may name an account, as {@link BilledAccounts#comparable} has them
     * @param isDiscarded whether a person decided that nothing is to be done about it
     */
    record Letter(
            String deliveryId,
            Optional<String> currency,
            Optional<BigDecimal> amount,
            Optional<String> lineKey,
            Optional<String> invoice,
            Part part,
            Set<String> accounts,
            boolean isDiscarded) {

        Letter {
            accounts = Set.copyOf(accounts);
        }
    }

    private ParkedLetters() {}

    /**
     * Reads the committed dead letters of deliveries once; nothing is read where none has any.
     *
     * @param settings of Kafka's clients by {@code kafka.} names, and of the registry
     * @param accounts the accounts that letters may be of, as {@link BilledAccounts#comparable} has them
     */
    static ParkedLetters read(Collection<Delivery> deliveries, Set<String> accounts, Map<String, String> settings) {
        ParkedLetters parked = new ParkedLetters();
        Map<String, Delivery> wanted = deliveries.stream()
                .filter(delivery -> delivery.getRowsRejected() + delivery.getPagesRejected() > 0)
                .collect(Collectors.toMap(ParkedLetters::key, Function.identity(), (one, same) -> one));
        if (!wanted.isEmpty()) {
            parked.read(wanted, accounts, settings);
        }
        return parked;
    }

    private void read(Map<String, Delivery> wanted, Set<String> accounts, Map<String, String> settings) {
        Set<List<Object>> seen = new HashSet<>();
        Discards discards = Discards.read(settings);
        try (CommittedRecords records = new CommittedRecords(Topics.DEAD_LETTERS.name(), KafkaSettings.of(settings));
                Deserializer<DeadLetter> values = AvroSerdes.valueDeserializer(DeadLetter.class, settings)) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    DeadLetter letter = values.deserialize(record.topic(), record.value());
                    if (isOf(letter, wanted) && seen.add(place(letter))) {
                        String key = Keys.delivery(letter.getScope(), letter.getDeliveryId());
                        boolean isDiscarded = discards.of(letter, Optional.of(wanted.get(key)))
                                .isPresent();
                        letters.computeIfAbsent(key, first -> new ArrayList<>())
                                .add(read(letter, accounts, isDiscarded));
                    }
                }
            }
        }
    }

    /** Letters of an earlier reading of the delivery say nothing of what is missing now. */
    private static boolean isOf(DeadLetter letter, Map<String, Delivery> wanted) {
        if (letter == null
                || letter.getScope() == null
                || letter.getDeliveryId() == null
                || letter.getPageRow() == null) {
            return false;
        }
        Delivery delivery = wanted.get(Keys.delivery(letter.getScope(), letter.getDeliveryId()));
        return delivery != null
                && letter.getReading().equals(delivery.getReading())
                && !letter.getRejectedAt().isBefore(delivery.getFirstSeen());
    }

    private static List<Object> place(DeadLetter letter) {
        return List.of(letter.getScope(), letter.getDeliveryId(), letter.getPageNumber(), letter.getPageRow());
    }

    private static Letter read(DeadLetter letter, Set<String> accounts, boolean isDiscarded) {
        Map<String, String> fields = fields(letter);
        Optional<String> invoice = Optional.empty();
        Part part = Part.CHARGES;
        Set<String> named = new HashSet<>();
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String column = field.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            String value = field.getValue();
            if (INVOICE_COLUMNS.contains(column) && !value.isBlank()) {
                invoice = Optional.of(value);
            }
            if (KIND_COLUMNS.contains(column)) {
                String kind = value.toLowerCase(Locale.ROOT);
                part = kind.equals(TAX) ? Part.TAX : CREDITING.contains(kind) ? Part.CREDITS : part;
            }
            String comparable = BilledAccounts.comparable(value);
            if (accounts.contains(comparable)) {
                named.add(comparable);
            }
        }
        return new Letter(
                letter.getDeliveryId(),
                Optional.ofNullable(letter.getParkedCurrency()),
                Optional.ofNullable(letter.getParkedCost()),
                Optional.ofNullable(letter.getLineKey()),
                invoice,
                part,
                named,
                isDiscarded);
    }

    /** The row's fields by their columns; none where it cannot be read as CSV or JSON. */
    private static Map<String, String> fields(DeadLetter letter) {
        String row = text(letter.getContent());
        if (row.stripLeading().startsWith("{")) {
            return jsonFields(row);
        }
        if (letter.getHeader() == null) {
            return Map.of();
        }
        List<String> names = csvFields(text(letter.getHeader()));
        List<String> values = csvFields(row);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int place = 0; place < Math.min(names.size(), values.size()); place++) {
            fields.putIfAbsent(names.get(place), values.get(place));
        }
        return names.size() == values.size() ? fields : Map.of();
    }

    private static List<String> csvFields(String line) {
        try {
            return CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofSingleCsvRecord(line)
                    .getFields();
        } catch (CsvParseException broken) {
            return List.of();
        }
    }

    /** Fields of the object and of those in it: {@code invoice.month} is its {@code month}. */
    private static Map<String, String> jsonFields(String row) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(row)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && parser.currentName() != null) {
                    fields.putIfAbsent(parser.currentName(), parser.getText());
                }
            }
        } catch (IOException broken) {
            return fields;
        }
        return fields;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    /** The rows of a delivery. */
    List<Letter> of(Delivery delivery) {
        return letters.getOrDefault(key(delivery), List.of());
    }

    /** Natural keys of rows whose last good value may stand. */
    Set<String> lineKeys() {
        return letters.values().stream()
                .flatMap(List::stream)
                .flatMap(letter -> letter.lineKey().stream())
                .collect(Collectors.toSet());
    }

    /** Whether the letters that were found park what the delivery says, currency by currency. */
    boolean areAllOf(Delivery delivery) {
        Map<String, BigDecimal> found = new HashMap<>();
        of(delivery).stream()
                .filter(letter ->
                        letter.amount().isPresent() && letter.currency().isPresent())
                .forEach(letter ->
                        found.merge(letter.currency().get(), letter.amount().get(), BigDecimal::add));
        Map<String, BigDecimal> stated = new HashMap<>();
        for (CurrencyTotals totals : delivery.getTotals()) {
            stated.put(totals.getCurrency(), totals.getParkedCost());
        }
        Set<String> currencies = new HashSet<>(found.keySet());
        currencies.addAll(stated.keySet());
        return currencies.stream()
                .allMatch(currency -> found.getOrDefault(currency, BigDecimal.ZERO)
                                .compareTo(stated.getOrDefault(currency, BigDecimal.ZERO))
                        == 0);
    }

    private static String key(Delivery delivery) {
        return Keys.delivery(delivery.getScope(), delivery.getDeliveryId());
    }
}
