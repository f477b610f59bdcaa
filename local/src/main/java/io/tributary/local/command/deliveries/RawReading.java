package io.tributary.local.command.deliveries;

import io.tributary.schemas.Completion;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.page.PageReader;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One reading of a delivery, as the raw topic has it: of each page the last copy whose content is as it was sent, and
 * the last completion.
 */
final class RawReading {

    private static final int NAMED = 10;

    private final String id;
    private final NavigableMap<Integer, Copy> pages = new TreeMap<>();
    private final NavigableMap<Integer, Copy> damaged = new TreeMap<>();
    private Optional<End> end = Optional.empty();
    private CostSurvey costSurvey;

    /** @param id the reading's id; empty for pages that were cut by an extractor that did not know readings */
    RawReading(String id) {
        this.id = id;
    }

    /** Takes a record of the reading. Later copies of a page replace earlier ones, unless they are damaged. */
    void add(ConsumerRecord<byte[], byte[]> record, RawPage page) {
        Place place = Place.of(record);
        costSurvey = page.getCostSurvey() == null ? costSurvey : page.getCostSurvey();
        if (page.getCompletion() != null) {
            end = Optional.of(new End(place, page.getCompletion(), page.getChecksum()));
        } else if (isAsSent(page)) {
            pages.put(page.getPageNumber(), new Copy(place, page.getRowCount(), page.getChecksum()));
        } else {
            damaged.put(page.getPageNumber(), new Copy(place, page.getRowCount(), page.getChecksum()));
        }
    }

    /**
     * The reading with damaged copies of pages of which no good one is there: they are replaced, or are damaged in a
     * copy of the reading as well.
     */
    RawReading withDamaged() {
        RawReading all = new RawReading(id);
        all.pages.putAll(damaged);
        all.pages.putAll(pages);
        all.end = end;
        all.costSurvey = costSurvey;
        return all;
    }

    /** The reading's id; empty for pages that were cut by an extractor that did not know readings. */
    String id() {
        return id;
    }

    private static boolean isAsSent(RawPage page) {
        try {
            PageReader.checkContent(page);
            return true;
        } catch (RejectedPageException damagedContent) {
            return false;
        }
    }

    /** What a pass over the delivery found about its cost columns; {@code null} where nothing had to be chosen. */
    CostSurvey costSurvey() {
        return costSurvey;
    }

    boolean isWhole() {
        return lack().isEmpty();
    }

    /** What the reading lacks, in a sentence's part; empty if it is whole: all pages, all rows, the checksum. */
    Optional<String> lack() {
        return end.map(this::lack)
                .orElseGet(() -> Optional.of("has " + pages.size() + " pages and no completion" + damagedPages()));
    }

    private Optional<String> lack(End stated) {
        List<Integer> absent = IntStream.range(0, stated.completion().getPages())
                .filter(number -> !pages.containsKey(number))
                .boxed()
                .toList();
        if (!absent.isEmpty()) {
            return Optional.of("lacks " + named("page", absent) + " of "
                    + stated.completion().getPages() + damagedPages());
        }
        Collection<Copy> own = own(stated);
        long rows = own.stream().mapToLong(Copy::rows).sum();
        if (rows != stated.completion().getRows()) {
            return Optional.of("has pages of " + rows + " rows: expected "
                    + stated.completion().getRows() + ", which its completion states");
        }
        long checksum = checksum(own.stream().mapToLong(Copy::checksum));
        return checksum == stated.checksum()
                ? Optional.empty()
                : Optional.of("has pages whose checksum is " + checksum + ": expected " + stated.checksum()
                        + ", which its completion states");
    }

    private String damagedPages() {
        List<Integer> numbers = damaged.keySet().stream()
                .filter(number -> !pages.containsKey(number))
                .toList();
        return numbers.isEmpty() ? "" : "; of " + named("page", numbers) + " only damaged copies are there";
    }

    private static String named(String what, List<Integer> numbers) {
        String named = numbers.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(", "));
        return what
                + (numbers.size() > 1 ? "s " : " ")
                + named
                + (numbers.size() > NAMED ? " and " + (numbers.size() - NAMED) + " more" : "");
    }

    private Collection<Copy> own(End stated) {
        return pages.headMap(stated.completion().getPages()).values();
    }

    private static long checksum(LongStream ofPages) {
        CRC32C all = new CRC32C();
        ofPages.forEach(page -> {
            for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                all.update((int) (page >>> shift) & 0xFF);
            }
        });
        return all.getValue();
    }

    /** Where the copies are that make up the reading, which is whole: one of each page, and the completion. */
    Set<Place> places() {
        End stated = end.orElseThrow();
        Set<Place> places = own(stated).stream().map(Copy::place).collect(Collectors.toSet());
        places.add(stated.place());
        return places;
    }

    /** The reading, as a message names it. */
    @Override
    public String toString() {
        return id.isEmpty() ? "the reading without an id" : "reading " + id;
    }

    /** Where a record is. */
    record Place(TopicPartition partition, long offset) {

        static Place of(ConsumerRecord<byte[], byte[]> record) {
            return new Place(new TopicPartition(record.topic(), record.partition()), record.offset());
        }
    }

    private record Copy(Place place, long rows, long checksum) {}

    private record End(Place place, Completion completion, long checksum) {}
}
