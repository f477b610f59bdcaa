package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import java.nio.charset.StandardCharsets;

/** Where something runs. */
enum Region {
    NORTH_VIRGINIA("us-east-1", "", "US East (N. Virginia)"),
    IRELAND("eu-west-1", "EU-", "EU (Ireland)"),
    CANADA("ca-central-1", "CAN1-", "Canada (Central)"),
    TOKYO("ap-northeast-1", "APN1-", "Asia Pacific (Tokyo)");

    private static final int ZONES = 3;

    private final String code;
    private final String usagePrefix;
    private final String location;
    private final byte[] codeText;
    private final byte[][] zones = new byte[ZONES][];

    Region(String code, String usagePrefix, String location) {
        this.code = code;
        this.usagePrefix = usagePrefix;
        this.location = location;
        this.codeText = code.getBytes(StandardCharsets.US_ASCII);
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

    /** What usage types begin with there: nothing in the first region there ever was. */
    String usagePrefix() {
        return usagePrefix;
    }

    String location() {
        return location;
    }

    byte[] zone(long mixed) {
        return zones[SeededRandom.below(ZONES, mixed)];
    }
}
