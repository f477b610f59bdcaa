package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.ByteTable;
import io.tributary.streams.normalize.ReferenceTable;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * The names of regions, from a table that ships with the application, and regions by the names of zones. A zone's name
 * begins with its region's: {@code us-east-1a}, the Local Zone {@code us-west-2-lax-1a} and the Wavelength Zone
 * {@code us-east-1-wl1-bos-wlz-1}. Source: AWS Global Infrastructure, Regions and Zones.
 */
final class AwsRegions {

    private static final ByteTable<byte[]> NAMES =
            new ByteTable<>(ReferenceTable.lines(AwsRegions.class, "regions.tsv", 2).stream()
                    .collect(Collectors.toMap(line -> line[0], line -> line[1].getBytes(StandardCharsets.UTF_8))));

    private AwsRegions() {}

    /** What AWS calls the region of that id; {@code null} where it is not known. */
    static byte[] name(String regionId) {
        byte[] id = regionId.getBytes(StandardCharsets.UTF_8);
        return NAMES.get(id, 0, id.length);
    }

    /**
     * How many bytes of a zone's name are its region: words of small letters with hyphens between them, at least two,
     * then a hyphen and a number.
     *
     * @return 0 where the name does not begin with a region
     */
    static int ofZone(byte[] source, int offset, int length) {
        int end = offset + length;
        int at = offset;
        int words = 0;
        while (true) {
            int word = at;
            while (at < end && source[at] >= 'a' && source[at] <= 'z') {
                at++;
            }
            if (at == word || at == end || source[at] != '-') {
                return 0;
            }
            words++;
            at++;
            int number = at;
            while (at < end && source[at] >= '0' && source[at] <= '9') {
                at++;
            }
            if (at > number) {
                return words > 1 ? at - offset : 0;
            }
        }
    }
}
