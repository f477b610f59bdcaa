package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.ReferenceTable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The parts of Azure's units of measure: {@code 10K} is blocks of 10,000 units, {@code 100 Hours} of 100 hours. */
final class Units {

    /**
     * A unit of measure.
     *
     * @param block how many of {@code unit} it holds
     * @param unit the unit that is consumed, in FOCUS unit form
     */
    record Unit(BigDecimal block, String unit) {

        /** The unit that is priced: the block's size is left out where it is 1. */
        String priced() {
            return block.compareTo(BigDecimal.ONE) == 0 ? unit : block.toPlainString() + " " + unit;
        }
    }

    private static final Map<String, Unit> UNITS = new HashMap<>();

    static {
        ReferenceTable.lines(Units.class, "units.tsv", 3)
                .forEach(line -> UNITS.put(line[0], new Unit(new BigDecimal(line[1]), line[2])));
    }

    private Units() {}

    /** The unit of that text; empty where it is not known. */
    static Optional<Unit> of(String unitOfMeasure) {
        String name = unitOfMeasure.replace('\u00A0', ' ').strip();
        while (name.contains("  ")) {
            name = name.replace("  ", " ");
        }
        return Optional.ofNullable(UNITS.get(name.toLowerCase(Locale.ROOT)));
    }
}
