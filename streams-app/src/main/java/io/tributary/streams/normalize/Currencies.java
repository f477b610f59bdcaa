package io.tributary.streams.normalize;

import java.util.Currency;
import java.util.stream.Collectors;

/** ISO 4217 codes. */
final class Currencies {

    /** ISO 4217's code for no currency: amounts that cannot be attributed to a currency are counted under it. */
    static final String NONE = "XXX";

    private static final ByteTable<String> CODES = new ByteTable<>(Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .filter(code -> !code.equals(NONE))
            .collect(Collectors.toMap(code -> code, code -> code)));

    private Currencies() {}

    /** The code that the slice is, or {@code null} where it is none. */
    static String code(byte[] source, int offset, int length) {
        return CODES.get(source, offset, length);
    }
}
