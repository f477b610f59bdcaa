package io.tributary.local.command.deliveries;

import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.identity.Sha256;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.page.CsvRows;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells whether two dead rows of a scope say the same: digests of their bytes, without the columns that a provider
 * renews with every delivery.
 */
final class RowDigests {

    private static final int[] NONE = {};

    private final Function<Delivery, Optional<DataSetNormalizer>> dataSets;
    private final Map<Header, int[]> renewed = new HashMap<>();
    private final MessageDigest sha256 = Sha256.digest();

    /** @param dataSets the data set of a delivery, where it is known */
    RowDigests(Function<Delivery, Optional<DataSetNormalizer>> dataSets) {
        this.dataSets = dataSets;
    }

    private record Header(String dataSet, String account, ByteBuffer line) {}

    /**
     * The digest of a dead row.
     *
     * @param delivery its delivery
     */
    String of(DeadLetter letter, Delivery delivery) {
        byte[] row = bytes(letter.getContent());
        int[] columns = renewed(letter, delivery);
        return HexFormat.of().formatHex(sha256.digest(columns.length == 0 ? row : without(row, columns)));
    }

    private int[] renewed(DeadLetter letter, Delivery delivery) {
        if (letter.getHeader() == null || !letter.getHeader().hasRemaining()) {
            return NONE;
        }
        Header header = new Header(letter.getDataSet(), delivery.getBillingAccountId(), letter.getHeader());
        return renewed.computeIfAbsent(
                header,
                first -> dataSets.apply(delivery)
                        .flatMap(dataSet -> renewed(dataSet, letter, delivery))
                        .orElse(NONE));
    }

    private static Optional<int[]> renewed(DataSetNormalizer dataSet, DeadLetter letter, Delivery delivery) {
        try {
            CsvRows header = new CsvRows();
            header.open(bytes(letter.getHeader()));
            return dataSet.open(DeliveryRecords.of(delivery, Instant.EPOCH).build(), header.names())
                    .renewedColumns();
        } catch (RejectedPageException noHeaderOfRows) {
            return Optional.empty();
        }
    }

    /** The row without the values of some columns, where they stand in it as they are. */
    private static byte[] without(byte[] row, int[] columns) {
        CsvRows rows = new CsvRows();
        rows.reset(row, 0, row.length);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(row.length);
        int from = 0;
        if (rows.next()) {
            for (int column : columns) {
                if (rows.length(column) > 0 && rows.source(column) == row && rows.offset(column) >= from) {
                    kept.write(row, from, rows.offset(column) - from);
                    from = rows.offset(column) + rows.length(column);
                }
            }
        }
        kept.write(row, from, row.length - from);
        return kept.toByteArray();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
