package io.tributary.streams.normalize;

import java.nio.charset.StandardCharsets;

/**
 * A value of a FOCUS column that allows no others, as FOCUS 1.4 writes it. Every writer of records takes these, so that
 * a word, and what follows from it, is stated once.
 */
public sealed interface FocusValue {

    /** The value as UTF-8; not to be changed. */
    byte[] text();

    /** What kind of charge a record is. */
    enum ChargeCategory implements FocusValue {
        USAGE("Usage"),
        PURCHASE("Purchase"),
        TAX("Tax"),
        CREDIT("Credit"),
        ADJUSTMENT("Adjustment");

        private final byte[] text;

        ChargeCategory(String word) {
            text = utf8(word);
        }

        @Override
        public byte[] text() {
            return text;
        }

        /** The frequency of such a charge where the source states none. */
        public ChargeFrequency usualFrequency() {
            return this == USAGE ? ChargeFrequency.USAGE_BASED : ChargeFrequency.ONE_TIME;
        }
    }

    /** Whether a charge corrects a billing period that is closed. */
    enum ChargeClass implements FocusValue {
        CORRECTION("Correction");

        private final byte[] text;

        ChargeClass(String word) {
            text = utf8(word);
        }

        @Override
        public byte[] text() {
            return text;
        }
    }

    /** How often a charge occurs. */
    enum ChargeFrequency implements FocusValue {
        ONE_TIME("One-Time"),
        RECURRING("Recurring"),
        USAGE_BASED("Usage-Based");

        private final byte[] text;

        ChargeFrequency(String word) {
            text = utf8(word);
        }

        @Override
        public byte[] text() {
            return text;
        }
    }

    /** How a charge is priced. */
    enum PricingCategory implements FocusValue {
        STANDARD("Standard"),
        DYNAMIC("Dynamic"),
        COMMITTED("Committed"),
        OTHER("Other");

        private final byte[] text;

        PricingCategory(String word) {
            text = utf8(word);
        }

        @Override
        public byte[] text() {
            return text;
        }
    }

    /** What is committed to: an amount to spend, or a quantity to use. */
    enum CommitmentCategory implements FocusValue {
        SPEND("Spend"),
        USAGE("Usage");

        private final byte[] text;

        CommitmentCategory(String word) {
            text = utf8(word);
        }

        @Override
        public byte[] text() {
            return text;
        }
    }

    /** Whether what was committed to, or reserved, was used. */
    enum Status implements FocusValue {
        USED("Used"),
        UNUSED("Unused");

        private final byte[] text;

        Status(String word) {
            text = utf8(word);
        }

        @Override
        public byte[] text() {
            return text;
        }
    }

    private static byte[] utf8(String word) {
        return word.getBytes(StandardCharsets.UTF_8);
    }
}
