package io.tributary.samples.aws;

import io.tributary.samples.file.Text;
import io.tributary.samples.file.TsvTable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * FOCUS's categories of a service.
 *
 * @param category ServiceCategory
 * @param subcategory ServiceSubcategory
 */
record FocusService(byte[] category, byte[] subcategory) {

    private static final FocusService OTHER = of("Other", "Other (Other)");

    private static final Map<String, FocusService> BY_PRODUCT_CODE =
            TsvTable.beside(FocusService.class, "focus-services.tsv").rows().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            TsvTable.Row::name, row -> of(row.text("category"), row.text("subcategory"))));

    /** The service that a line is about. */
    static FocusService of(CurLine line) {
        byte[] code = line.text(LegacyColumn.PRODUCT_CODE);
        return code == null ? OTHER : BY_PRODUCT_CODE.getOrDefault(new String(code, StandardCharsets.UTF_8), OTHER);
    }

    private static FocusService of(String category, String subcategory) {
        return new FocusService(Text.field(category), Text.field(subcategory));
    }
}
