package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The resource that a row charges. Split cost allocation adds rows that hand out, to a task or a pod, a share of what
 * the row of its instance bills: there the resource is the instance, and the row's own resource is what the share is
 * allocated to.
 */
final class CurResource {

    private static final byte[] SPLIT_COST_ALLOCATION = text("AWS Split Cost Allocation Data");

    private static final byte[] ELEMENTS = JsonText.key("Elements");

    // What FOCUS has no key for is prefixed x_. In the order of their columns in splitColumns.
    private static final List<byte[]> SPLIT_DETAILS = List.of(
            JsonText.key("AllocatedRatio"),
            JsonText.key("x_ActualUsage"),
            JsonText.key("x_ReservedUsage"),
            JsonText.key("x_SplitUsage"));

    private final CurColumns columns;
    private final RowReader reader;
    private final JsonText json;
    private final JsonText element = new JsonText();
    private final int[] splitColumns;
    private SourceRow row;
    private CostRow record;

    /** @param json where the details of a split are written */
    CurResource(CurColumns columns, RowReader reader, JsonText json) {
        this.columns = columns;
        this.reader = reader;
        this.json = json;
        splitColumns = new int[] {
            columns.splitUsageRatio, columns.splitActualUsage, columns.splitReservedUsage, columns.splitUsage
        };
    }

    /** Writes the resource of {@code source} into {@code target}. */
    void write(SourceRow source, CostRow target) {
        row = source;
        record = target;
        resource();
        if (isSplit()) {
            split();
        }
    }

    /** Whether the row hands out a share of its instance's cost. */
    boolean isSplit() {
        return !reader.isBlank(columns.splitParentResourceId);
    }

    private void resource() {
        int resource = columns.resourceId;
        if (reader.isBlank(resource)) {
            return;
        }
        copy(CostColumns.RESOURCE_ID, resource);
        if (!reader.isBlank(columns.tagName)) {
            copy(CostColumns.RESOURCE_NAME, columns.tagName);
        } else if (isArn(resource)) {
            lastOfArn(CostColumns.RESOURCE_NAME, resource);
        }
        type(resource);
    }

    private void split() {
        int parent = columns.splitParentResourceId;
        move(CostColumns.RESOURCE_NAME, CostColumns.ALLOCATED_RESOURCE_NAME);
        move(CostColumns.RESOURCE_ID, CostColumns.ALLOCATED_RESOURCE_ID);
        copy(CostColumns.RESOURCE_ID, parent);
        if (isArn(parent)) {
            lastOfArn(CostColumns.RESOURCE_NAME, parent);
        }
        type(parent);
        record.text(CostColumns.ALLOCATED_METHOD_ID, SPLIT_COST_ALLOCATION);
        element.clear();
        element.begin();
        for (int i = 0; i < SPLIT_DETAILS.size(); i++) {
            detail(SPLIT_DETAILS.get(i), splitColumns[i]);
        }
        if (!element.end()) {
            return;
        }
        byte[] elements = new byte[element.length() + 2];
        elements[0] = '[';
        System.arraycopy(element.source(), element.offset(), elements, 1, element.length());
        elements[elements.length - 1] = ']';
        json.begin();
        json.numberPair(ELEMENTS, elements, 0, elements.length);
        json.end();
        record.text(CostColumns.ALLOCATED_METHOD_DETAILS, json.source(), json.offset(), json.length());
    }

    /** Adds a number, as JSON writes it; what is none stays text. */
    private void detail(byte[] key, int column) {
        if (reader.isBlank(column)) {
            return;
        }
        BigDecimal number = reader.optionalNumber(column);
        if (number == null) {
            element.pair(key, row.source(column), row.offset(column), row.length(column));
        } else {
            byte[] digits = text(number.toPlainString());
            element.numberPair(key, digits, 0, digits.length);
        }
    }

    private void move(int from, int to) {
        if (record.has(from)) {
            record.copyText(from, to);
            record.absent(from);
        }
    }

    private boolean isArn(int column) {
        return AwsResources.isArn(row.source(column), row.offset(column), row.length(column));
    }

    private void lastOfArn(int field, int column) {
        byte[] source = row.source(column);
        int from = row.offset(column);
        int to = from + row.length(column);
        int name = to;
        while (name > from && source[name - 1] != '/' && source[name - 1] != ':') {
            name--;
        }
        if (name < to) {
            record.text(field, source, name, to - name);
        }
    }

    /** Writes the type of the resource: what its ARN says, else the product's family, else what a bare id tells. */
    private void type(int resource) {
        record.absent(CostColumns.RESOURCE_TYPE);
        boolean byFamily = !isArn(resource) && !reader.isBlank(columns.productFamily);
        if (byFamily || !AwsResources.type(record, row.source(resource), row.offset(resource), row.length(resource))) {
            copy(CostColumns.RESOURCE_TYPE, columns.productFamily);
        }
    }

    private void copy(int field, int column) {
        reader.copy(column, record, field);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
