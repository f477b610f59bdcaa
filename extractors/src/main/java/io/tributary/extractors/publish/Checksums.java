package io.tributary.extractors.publish;

import java.util.zip.CRC32C;

/**
 * The checksums of pages and deliveries: CRC-32C as unsigned 32-bit numbers.
 *
 * <p>The JDK's implementation cannot continue from a stored checksum, which a resumed delivery needs. The eight bytes
 * that a page adds are therefore summed here.
 */
final class Checksums {

    /** Of no bytes at all. */
    static final long EMPTY = 0;

    /** Castagnoli's polynomial, reflected. Source: RFC 3720, appendix B.4. */
    private static final int POLYNOMIAL = 0x82F63B78;

    private static final int[] TABLE = table();

    private Checksums() {}

    static long of(byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return checksum.getValue();
    }

    /** A delivery's checksum after another page: the page's checksum is added as 8 bytes, big-endian. */
    static long append(long running, long pageChecksum) {
        int state = ~(int) running;
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            int next = (int) (pageChecksum >>> shift) & 0xFF;
            state = TABLE[(state ^ next) & 0xFF] ^ (state >>> Byte.SIZE);
        }
        return ~state & 0xFFFF_FFFFL;
    }

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int state = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                state = (state & 1) == 0 ? state >>> 1 : state >>> 1 ^ POLYNOMIAL;
            }
            table[i] = state;
        }
        return table;
    }
}
