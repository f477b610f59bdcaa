package io.tributary.streams.normalize.focus;

import io.tributary.streams.normalize.ChargeKind;
import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.ChargeFrequency;
import io.tributary.streams.normalize.FocusValue.PricingCategory;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostField;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns of a record that are text: copied under the names and with the values of FOCUS 1.4. Source columns that
 * the record does not hold unchanged go into x_SourceColumns.
 */
final class FocusText implements FocusDialect.Kept {

    // Written by rules of their own.
    private static final Set<String> NOT_COPIED = Set.of(
            "BillingCurrency",
            "ChargeCategory",
            "ChargeClass",
            "ChargeFrequency",
            "PricingCategory",
            "CommitmentDiscountCategory",
            "CommitmentDiscountStatus",
            "CapacityReservationStatus",
            "Tags");

    /** A field of the record and its source columns, of which the first that is not blank is copied. */
    private record Copy(int field, int[] columns) {}

    private final FocusColumns columns;
    private final List<Copy> copies = new ArrayList<>();
    private final int[] chargeCategory;
    private final int[] chargeClass;
    private final int[] chargeFrequency;
    private final int[] pricingCategory;
    private final int[] commitmentCategory;
    private final int[] status;
    private final int[] capacityStatus;
    private final int[] tags;
    private final int chargeSubcategory;
    private final Set<String> placeholders;
    private final int longestPlaceholder;
    private final boolean[] copied;
    private final JsonText json = new JsonText();
    private SourceRow row;
    private CostRow record;
    private Set<SourceDefect> defects;

    FocusText(FocusColumns columns, FocusDialect dialect) {
        this.columns = columns;
        copied = new boolean[columns.count()];
        placeholders = dialect.placeholders();
        longestPlaceholder =
                placeholders.stream().mapToInt(String::length).max().orElse(0);
        Set<String> own = new HashSet<>(dialect.otherNames().keySet());
        for (CostField field : CostField.ALL) {
            boolean focus = !field.name().startsWith("x_") || own.contains(field.name());
            int[] sources = columns.all(field.name());
            if (field.kind() == CostField.Kind.TEXT
                    && focus
                    && sources.length > 0
                    && !NOT_COPIED.contains(field.name())) {
                copies.add(new Copy(field.position(), sources));
            }
        }
        chargeCategory = columns.all("ChargeCategory");
        chargeClass = columns.all("ChargeClass");
        chargeFrequency = columns.all("ChargeFrequency");
        pricingCategory = columns.all("PricingCategory");
        commitmentCategory = columns.all("CommitmentDiscountCategory");
        status = columns.all("CommitmentDiscountStatus");
        capacityStatus = columns.all("CapacityReservationStatus");
        tags = columns.all("Tags");
        chargeSubcategory = columns.find("ChargeSubcategory");
    }

    /** Writes everything but money and times of {@code source} into {@code target}. */
    void write(SourceRow source, CostRow target, Set<SourceDefect> found) {
        row = source;
        record = target;
        defects = found;
        json.clear();
        java.util.Arrays.fill(copied, false);
        for (Copy copy : copies) {
            copy(copy.field(), first(copy.columns()));
        }
        chargeCategory();
        word(CostColumns.CHARGE_CLASS, chargeClass, Vocabulary.CHARGE_CLASS);
        if (!word(CostColumns.CHARGE_FREQUENCY, chargeFrequency, Vocabulary.CHARGE_FREQUENCY)) {
            record.text(CostColumns.CHARGE_FREQUENCY, usualFrequency().text());
        }
        if (!word(CostColumns.PRICING_CATEGORY, pricingCategory, Vocabulary.PRICING_CATEGORY)
                && first(pricingCategory) >= 0) {
            record.text(CostColumns.PRICING_CATEGORY, PricingCategory.OTHER.text());
        }
        purchase();
        word(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, commitmentCategory, Vocabulary.COMMITMENT_CATEGORY);
        word(CostColumns.COMMITMENT_DISCOUNT_STATUS, status, Vocabulary.STATUS);
        word(CostColumns.CAPACITY_RESERVATION_STATUS, capacityStatus, Vocabulary.STATUS);
        tags();
    }

    /** Mends what FOCUS does not allow of a purchase. */
    private void purchase() {
        if (ChargeKind.frequencyOfPurchase(record)) {
            notAllowed(chargeFrequency);
        }
        if (ChargeKind.priceOfPurchase(record)) {
            notAllowed(pricingCategory);
        }
    }

    private void notAllowed(int[] sources) {
        keep(first(sources));
        defects.add(SourceDefect.VALUE_NOT_ALLOWED);
    }

    private ChargeFrequency usualFrequency() {
        boolean usage = ChargeKind.is(record, ChargeCategory.USAGE);
        return (usage ? ChargeCategory.USAGE : ChargeCategory.ADJUSTMENT).usualFrequency();
    }

    private void chargeCategory() {
        if (!word(CostColumns.CHARGE_CATEGORY, chargeCategory, Vocabulary.CHARGE_CATEGORY)) {
            // Its money counts, whatever its kind.
            record.text(CostColumns.CHARGE_CATEGORY, ChargeCategory.ADJUSTMENT.text());
            record.flag(CostColumns.X_UNKNOWN_LINE_ITEM_TYPE);
        }
        // 1.0-preview had credits as a kind of adjustment.
        if (ChargeKind.is(record, ChargeCategory.ADJUSTMENT)
                && chargeSubcategory >= 0
                && row.string(chargeSubcategory).equals("Credit")) {
            record.text(CostColumns.CHARGE_CATEGORY, ChargeCategory.CREDIT.text());
            keep(first(chargeCategory));
        }
    }

    /** Writes FOCUS 1.4's value for the columns; returns whether there is one. */
    private boolean word(int field, int[] sources, Vocabulary vocabulary) {
        int column = first(sources);
        if (column < 0) {
            return false;
        }
        Vocabulary.Found found = vocabulary.find(row, column);
        // Most values of 1.0-preview's ChargeSubcategory are no status.
        boolean subcategory = column == chargeSubcategory;
        if (found == null) {
            if (!subcategory) {
                defects.add(SourceDefect.VALUE_NOT_ALLOWED);
            }
            return false;
        }
        record.text(field, found.word());
        copied[column] = isExact(column, found.word());
        if (!copied[column] && !found.earlier()) {
            defects.add(SourceDefect.VALUE_NOT_ALLOWED);
        }
        return true;
    }

    private boolean isExact(int column, byte[] word) {
        int from = row.offset(column);
        return java.util.Arrays.equals(row.source(column), from, from + row.length(column), word, 0, word.length);
    }

    private void tags() {
        int column = first(tags);
        if (column >= 0) {
            byte[] source = row.source(column);
            int from = row.offset(column);
            int to = from + row.length(column);
            boolean object = source[from] == '{' && source[to - 1] == '}';
            if (object && to - from == 2) {
                // No tags at all, as a blank.
                holds(column);
            } else {
                copy(object ? CostColumns.TAGS : CostColumns.X_TAGS_RAW, column);
            }
        }
    }

    /** The first of the columns that has a value; -1 where none has. */
    private int first(int[] sources) {
        for (int column : sources) {
            if (isPlaceholder(column)) {
                defects.add(SourceDefect.PLACEHOLDER_VALUE);
            } else if (!row.isBlank(column)) {
                return column;
            }
        }
        return -1;
    }

    private boolean isPlaceholder(int column) {
        // Most texts are longer, and need not be read.
        int length = row.length(column);
        return length > 0
                && length <= longestPlaceholder
                && placeholders.contains(row.string(column).toLowerCase(Locale.ROOT));
    }

    private void copy(int field, int column) {
        if (column >= 0) {
            record.text(field, row.source(column), row.offset(column), row.length(column));
            copied[column] = true;
        }
    }

    /** Marks the column's amount or time as held by the record, so that its text is not kept. */
    void holds(int column) {
        if (column >= 0) {
            copied[column] = true;
        }
    }

    @Override
    public void keep(int column) {
        if (column >= 0) {
            copied[column] = false;
        }
    }

    /** Writes x_SourceColumns, after everything else is written. */
    void rest() {
        json.begin();
        for (int i = 0; i < columns.count(); i++) {
            if (!copied[i] && !row.isBlank(i)) {
                json.pair(columns.key(i), row.source(i), row.offset(i), row.length(i));
            }
        }
        if (json.end()) {
            record.text(CostColumns.X_SOURCE_COLUMNS, json.source(), json.offset(), json.length());
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
