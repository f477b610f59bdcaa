package io.tributary.local.command.deliveries;

import io.tributary.schemas.Completion;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;

/** The pages of readings with what was mended of them, and completions that agree with these. */
final class MendedPages {

    private final RawPages pages;
    private final Map<String, Mended> deliveries = new LinkedHashMap<>();
    private final Map<Delivery, RawReading> readings;

    /**
     * @param readings a reading of each delivery, whole but for damaged pages
     * @param mends what is mended of each of them
     * @param wholeObjects of each delivery's data set
     */
    MendedPages(
            RawPages pages,
            Map<Delivery, RawReading> readings,
            Map<Delivery, Mends> mends,
            Map<Delivery, Set<String>> wholeObjects) {
        this.pages = pages;
        this.readings = Map.copyOf(readings);
        readings.keySet()
                .forEach(delivery -> deliveries.put(
                        Keys.delivery(delivery.getScope(), delivery.getDeliveryId()),
                        new Mended(delivery, mends.get(delivery), wholeObjects.get(delivery))));
    }

    /** Gives every page to {@code consumer}, one after the other, and at last the completions. */
    void forEach(BiConsumer<Delivery, RawPage> consumer) {
        pages.forEach(readings.values(), page -> {
            Mended mended = deliveries.get(Keys.delivery(page.getScope(), page.getDeliveryId()));
            if (page.getCompletion() != null) {
                mended.completion = page;
            } else {
                mended.take(page);
                consumer.accept(mended.delivery, page);
            }
        });
        deliveries.values().forEach(mended -> consumer.accept(mended.delivery, mended.completion()));
    }

    /** What was taken of a delivery. */
    private static final class Mended {

        private final Delivery delivery;
        private final Mends mends;
        private final Set<String> wholeObjects;
        private final NavigableMap<Integer, Long> checksums = new TreeMap<>();
        private long rows;
        private RawPage completion;

        private Mended(Delivery delivery, Mends mends, Set<String> wholeObjects) {
            this.delivery = delivery;
            this.mends = mends;
            this.wholeObjects = wholeObjects;
        }

        private void take(RawPage page) {
            mends.apply(page, wholeObjects);
            checksums.put(page.getPageNumber(), page.getChecksum());
            rows += page.getRowCount();
        }

        private RawPage completion() {
            CRC32C checksum = new CRC32C();
            ByteBuffer eight = ByteBuffer.allocate(Long.BYTES);
            checksums
                    .values()
                    .forEach(ofPage -> checksum.update(eight.putLong(0, ofPage).rewind()));
            Completion stated = completion.getCompletion();
            completion.setChecksum(checksum.getValue());
            completion.setCompletion(
                    new Completion(stated.getPages(), rows, stated.getArtifacts(), stated.getControlTotals()));
            return completion;
        }
    }
}
