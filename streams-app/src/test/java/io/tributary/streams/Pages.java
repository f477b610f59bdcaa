package io.tributary.streams;

import io.tributary.schemas.Completion;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.Instruction;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Cuts a delivery into pages as an extractor would. */
public final class Pages {

    private final String account;
    private final LocalDate period;
    private final String deliveryId;
    private final Instant deliveryTime;
    private final Instant published;
    private CostSurvey survey;
    private String report = "report";
    private String reading = "";
    private List<String> chosenOver = List.of();
    private String notTaken;
    private String provider = "aws";
    private String dataSet = "aws.cur.legacy";
    private String contentType = "text/csv; header=present";

    public Pages(String account, LocalDate period, String deliveryId, Instant deliveryTime, Instant published) {
        this.account = account;
        this.period = period;
        this.deliveryId = deliveryId;
        this.deliveryTime = deliveryTime;
        this.published = published;
    }

    public Pages surveyed(CostSurvey costSurvey) {
        survey = costSurvey;
        return this;
    }

    /** The same of another data set. */
    public Pages ofDataSet(String otherProvider, String otherDataSet, String otherContentType) {
        provider = otherProvider;
        dataSet = otherDataSet;
        contentType = otherContentType;
        return this;
    }

    /** The same from another report of the payer. */
    Pages ofReport(String name) {
        report = name;
        return this;
    }

    /** The same as cut by the reading of this id. */
    Pages ofReading(String id) {
        reading = id;
        return this;
    }

    /** The same where it was chosen over deliveries of these data sets. */
    Pages chosenOver(String... dataSets) {
        chosenOver = List.of(dataSets);
        return this;
    }

    /** The same where a setting excludes it. */
    Pages notTaken(String reason) {
        notTaken = reason;
        return this;
    }

    /** Copies of {@code pages} as a replay publishes them again: the same under the id of another reading. */
    static List<RawPage> replayed(List<RawPage> pages, String reading) {
        return pages.stream()
                .map(page -> RawPage.newBuilder(page).setReading(reading).build())
                .toList();
    }

    /**
     * What is published of the account's period, to be known again.
     *
     * @param records what is published of it
     */
    List<RawPage> rebuild(List<Harness.Published> records, int recordsPerPage) {
        return rebuild(records, List.of(), recordsPerPage);
    }

    /** The same with what deliveries have changed before, as their records on the topic say. */
    List<RawPage> rebuild(List<Harness.Published> records, List<byte[]> deliveries, int recordsPerPage) {
        List<RawPage> pages = new ArrayList<>();
        for (int from = 0; from < records.size(); from += recordsPerPage) {
            List<Harness.Published> slice = records.subList(from, Math.min(records.size(), from + recordsPerPage));
            ByteBuffer content = ByteBuffer.allocate(slice.stream()
                    .mapToInt(record -> 2 * Integer.BYTES + record.live().length + record.charged().length)
                    .sum());
            slice.forEach(record -> {
                content.putInt(record.live().length).put(record.live());
                if (record.same()) {
                    content.putInt(-1);
                } else {
                    content.putInt(record.charged().length).put(record.charged());
                }
            });
            pages.add(page(
                    pages.size(), java.util.Arrays.copyOf(content.array(), content.position()), slice.size(), from));
        }
        pages.forEach(page -> page.setContentType("application/x-tributary-cost-records; ledger=present"));
        if (!deliveries.isEmpty()) {
            ByteBuffer content = ByteBuffer.allocate(deliveries.stream()
                    .mapToInt(record -> Integer.BYTES + record.length)
                    .sum());
            deliveries.forEach(record -> content.putInt(record.length).put(record));
            RawPage page = page(pages.size(), content.array(), deliveries.size(), records.size());
            page.setContentType("application/x-tributary-deliveries; ledger=present");
            pages.add(page);
        }
        RawPage completion = completion(pages, records.size() + deliveries.size());
        completion.setContentType("application/x-tributary-cost-records; ledger=present");
        pages.add(completion);
        pages.forEach(page -> {
            page.setInstruction(new Instruction("REBUILD", "test"));
        });
        return pages;
    }

    /** An operator's decision about the delivery, or its scope. */
    RawPage instruction(String kind) {
        return start(0).setContent(ByteBuffer.wrap(new byte[0]))
                .setRowCount(0)
                .setChecksum(0)
                .setArtifactRow(0)
                .setInstruction(new Instruction(kind, "test"))
                .build();
    }

    /** The instruction that the scope gives way to another. */
    RawPage yieldingTo(String scope) {
        RawPage instruction = instruction("YIELD");
        instruction.setDeliveryId(scope);
        return instruction;
    }

    /** The pages of {@code rows} under {@code header}, {@code rowsPerPage} each, and the completion. */
    public List<RawPage> of(String header, List<String> rows, int rowsPerPage) {
        List<RawPage> pages = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += rowsPerPage) {
            List<String> slice = rows.subList(from, Math.min(rows.size(), from + rowsPerPage));
            pages.add(page(pages.size(), header + "\n" + String.join("\n", slice) + "\n", slice.size(), from));
        }
        pages.add(completion(pages, rows.size()));
        return pages;
    }

    public RawPage page(int number, String content, int rows, long firstRow) {
        return page(number, content.getBytes(StandardCharsets.UTF_8), rows, firstRow);
    }

    private RawPage page(int number, byte[] bytes, int rows, long firstRow) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return start(number)
                .setContent(ByteBuffer.wrap(bytes))
                .setRowCount(rows)
                .setChecksum(checksum.getValue())
                .setArtifactRow(firstRow)
                .build();
    }

    public RawPage completion(List<RawPage> pages, long rows) {
        CRC32C checksum = new CRC32C();
        pages.forEach(page -> checksum.update(
                ByteBuffer.allocate(8).putLong(page.getChecksum()).flip()));
        return start(pages.size())
                .setContent(ByteBuffer.wrap(new byte[0]))
                .setRowCount(0)
                .setChecksum(checksum.getValue())
                .setArtifactRow(rows)
                .setCompletion(new Completion(pages.size(), rows, List.of(), List.of()))
                .build();
    }

    private RawPage.Builder start(int number) {
        return RawPage.newBuilder()
                .setProvider(provider)
                .setDataSet(dataSet)
                .setBillingAccountId(account)
                .setBillingPeriodStart(period)
                .setBillingPeriodEnd(period.plusMonths(1))
                .setScope(Keys.scope(provider, dataSet, account, period, report))
                .setDeliveryId(deliveryId)
                .setDeliveryTime(deliveryTime)
                .setPageNumber(number)
                .setContentType(contentType)
                .setArtifact("file:report-1.csv")
                .setExtractedAt(published)
                .setExtractorVersion("test")
                .setCostSurvey(survey)
                .setReading(reading)
                .setChosenOver(chosenOver)
                .setNotTaken(notTaken);
    }
}
