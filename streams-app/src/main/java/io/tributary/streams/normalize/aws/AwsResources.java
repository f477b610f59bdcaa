package io.tributary.streams.normalize.aws;

import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Types of resources by their ids. Source: AWS Service Authorization Reference, Resource types of Amazon EC2. */
final class AwsResources {

    /** The beginning of bare ids, and the type that ARNs of the same resources name. */
    private static final List<Prefix> PREFIXES = List.of(
            new Prefix("i-", "instance"),
            new Prefix("vol-", "volume"),
            new Prefix("snap-", "snapshot"),
            new Prefix("ami-", "image"),
            new Prefix("nat-", "natgateway"),
            new Prefix("eni-", "network-interface"),
            new Prefix("vpce-", "vpc-endpoint"),
            new Prefix("tgw-attach-", "transit-gateway-attachment"),
            new Prefix("tgw-", "transit-gateway"),
            new Prefix("vpn-", "vpn-connection"),
            new Prefix("eipalloc-", "elastic-ip"),
            new Prefix("cr-", "capacity-reservation"),
            new Prefix("h-", "dedicated-host"),
            new Prefix("fs-", "file-system"));

    private record Prefix(byte[] text, byte[] type) {
        Prefix(String text, String type) {
            this(text.getBytes(StandardCharsets.UTF_8), type.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final byte[] ARN = "arn:".getBytes(StandardCharsets.UTF_8);

    private AwsResources() {}

    /** Whether the id is an Amazon Resource Name. */
    static boolean isArn(byte[] id, int from, int length) {
        return length > ARN.length && begins(id, from, length, ARN);
    }

    /**
     * Writes the type of the resource of that id.
     *
     * @return whether the id tells it
     */
    static boolean type(CostRow record, byte[] id, int from, int length) {
        return isArn(id, from, length) ? arnType(record, id, from, length) : bareType(record, id, from, length);
    }

    private static boolean bareType(CostRow record, byte[] id, int from, int length) {
        for (Prefix prefix : PREFIXES) {
            if (length > prefix.text().length && begins(id, from, length, prefix.text())) {
                record.text(CostColumns.RESOURCE_TYPE, prefix.type());
                return true;
            }
        }
        return false;
    }

    /** arn:partition:service:region:account:type/name or ...:type:name; whether the ARN names a type. */
    private static boolean arnType(CostRow record, byte[] source, int from, int length) {
        int at = from;
        int to = at + length;
        for (int colons = 0; at < to && colons < 5; at++) {
            if (source[at] == ':') {
                colons++;
            }
        }
        for (int end = at; end < to; end++) {
            if (source[end] == '/' || source[end] == ':') {
                if (end > at) {
                    record.text(CostColumns.RESOURCE_TYPE, source, at, end - at);
                    return true;
                }
                return false;
            }
        }
        return false;
    }

    private static boolean begins(byte[] id, int from, int length, byte[] prefix) {
        if (length < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (id[from + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
