package io.tributary.streams.normalize.azure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.RawPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A case file: one row of the Query interface's answer, and what is to become of it.
 *
 * @param why the rule that the case shows, and where it comes from
 * @param role what the set is for
 * @param scope the scope that was asked; absent for an enrollment
 * @param periodStart first day of the billing period; absent for 2024-02-01
 * @param periodEnd first day after it; absent for 2024-03-01
 * @param columns values as they stand in the answer's JSON, by column
 * @param excluded what of the cost other rows bill; absent where they bill nothing
 * @param record expected values by the schema's field names, null for absent; absent where the row becomes none
 * @param rejection why it becomes a dead letter; absent where it does not
 * @param rejectedPage words of the reason for which the whole page does; absent where it does not
 */
record QueryCase(
        String why,
        CostsRole role,
        String scope,
        String periodStart,
        String periodEnd,
        Map<String, String> columns,
        BigDecimal excluded,
        Map<String, String> record,
        Rejected rejection,
        List<String> rejectedPage) {

    /** A dead letter, with what can still be read of it. */
    record Rejected(String code, String column, BigDecimal parkedCost, String parkedCurrency, boolean identified) {}

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** The case files, by their names without ending. */
    static Map<String, QueryCase> all() {
        Map<String, QueryCase> cases = new LinkedHashMap<>();
        try (Stream<Path> files =
                Files.list(Path.of(Objects.requireNonNull(QueryCase.class.getResource("/rows/azure-query"))
                        .toURI()))) {
            for (Path file : files.sorted().toList()) {
                cases.put(
                        file.getFileName().toString().replace(".json", ""),
                        JSON.readValue(Files.readString(file), QueryCase.class));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
        return cases;
    }

    /** A page of this one row. */
    RawPage page() {
        return new QueryPages(
                        role,
                        scope == null ? "providers/microsoft.billing/billingaccounts/8608480" : scope,
                        LocalDate.parse(periodStart == null ? "2024-02-01" : periodStart),
                        LocalDate.parse(periodEnd == null ? "2024-03-01" : periodEnd))
                .page(List.of(columns));
    }
}
