package io.tributary.schemas.focus;

import java.util.Map;
import java.util.Optional;

/**
 * A rule that records of a data set do not keep.
 *
 * @param rule the rule
 * @param dataSet the data set that the records come from
 * @param gap the known gap that explains it; empty where none does
 * @param records how many records
 * @param recordId the id of one of them
 * @param values what that record has in the columns that the rule is about; an absent one is shown as {@code null}
 */
public record Breach(
        FocusRule rule,
        String dataSet,
        Optional<ConformanceGap> gap,
        long records,
        String recordId,
        Map<String, String> values) {}
