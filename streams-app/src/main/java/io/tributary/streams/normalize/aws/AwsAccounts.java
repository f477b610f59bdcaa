package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.SourceDefect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Account ids of AWS. They have twelve digits; spreadsheets drop the zeros with which one begins. Source: AWS Account
 * Management, View AWS account identifiers.
 */
final class AwsAccounts {

    private static final int DIGITS = 12;

    private AwsAccounts() {}

    /** What is wrong with an id of {@code length} digits; {@code null} for nothing. */
    static SourceDefect defect(int length) {
        if (length == DIGITS) {
            return null;
        }
        return length > DIGITS ? SourceDefect.ACCOUNT_ID_TOO_LONG : SourceDefect.ACCOUNT_ID_ZEROS_LOST;
    }

    /** The twelve digits of an id that may have lost zeros; an id that is longer stays as it is. */
    static byte[] whole(byte[] source, int offset, int length) {
        int zeros = Math.max(0, DIGITS - length);
        byte[] whole = new byte[zeros + length];
        Arrays.fill(whole, 0, zeros, (byte) '0');
        System.arraycopy(source, offset, whole, zeros, length);
        return whole;
    }

    /** As {@link #whole(byte[], int, int)}. */
    static byte[] whole(String accountId) {
        byte[] digits = accountId.getBytes(StandardCharsets.UTF_8);
        return whole(digits, 0, digits.length);
    }

    /** The id without the zeros with which it begins, to compare ids of which one may have lost them. */
    static String withoutZeros(String accountId) {
        int at = 0;
        while (at < accountId.length() && accountId.charAt(at) == '0') {
            at++;
        }
        return accountId.substring(at);
    }
}
