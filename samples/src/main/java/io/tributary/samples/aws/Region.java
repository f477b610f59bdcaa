package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import io.tributary.samples.file.TsvTable;
import java.nio.charset.StandardCharsets;

/** A region. */
enum Region {
    NORTH_VIRGINIA,
    IRELAND,
    CANADA,
    TOKYO;

    private static final int ZONES = 3;

    private final String code;
    private final String usagePrefix;
    private final String location;
    private final byte[] codeText;
    private final byte[][] zones = new byte[ZONES][];

    Region() {
        TsvTable.Row row = Table.ROWS.row(name());
        code = row.text("code");
        usagePrefix = row.text("usagePrefix");
        location = row.text("location");
        codeText = code.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < ZONES; i++) {
            zones[i] = (code + (char) ('a' + i)).getBytes(StandardCharsets.US_ASCII);
        }
    }

    String code() {
        return code;
    }

    byte[] codeText() {
        return codeText;
    }

    /** The prefix of the region's usage types; empty in AWS's first region. */
    String usagePrefix() {
        return usagePrefix;
    }

    String location() {
        return location;
    }

    byte[] zone(long mixed) {
        return zones[SeededRandom.below(ZONES, mixed)];
    }

    /** Apart from the constants, which are made before anything else of their class. */
    private static final class Table {
        private static final TsvTable ROWS = TsvTable.beside(Region.class, "regions.tsv");
    }
}
