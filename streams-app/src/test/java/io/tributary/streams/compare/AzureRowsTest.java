package io.tributary.streams.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.page.CsvRows;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real Azure bill through the code that tells rows apart: alike as they are, none is lost. */
@Tag(RealData.TAG)
class AzureRowsTest {

    // Without PartNumber, three rows share them all; a deduplication by these would lose 11 % of the cost.
    private static final List<String> IDENTIFYING = List.of(
            "BillingAccountId",
            "SubscriptionId",
            "ResourceId",
            "ResourceGroup",
            "ResourceLocation",
            "Date",
            "MeterId",
            "ProductName",
            "OfferId",
            "ChargeType",
            "Frequency",
            "PricingModel",
            "PublisherType",
            "PlanName",
            "ReservationId",
            "BenefitId",
            "ProductOrderId",
            "Term",
            "UnitOfMeasure",
            "ServiceInfo1",
            "ServiceInfo2",
            "AdditionalInfo",
            "Tags");

    @Test
    void rowsThatShareTheirNaturalKeyAllKeepTheirMoney() throws IOException {
        byte[] content = Files.readAllBytes(RealData.path("azure/ea-amortized-anonymous.csv"));
        CsvRows rows = new CsvRows();
        rows.reset(content, 0, content.length);
        rows.next();
        List<String> header = new ArrayList<>(rows.strings());
        header.set(0, header.get(0).replace("\uFEFF", ""));
        int cost = header.indexOf("CostInBillingCurrency");
        RowIndex known = new RowIndex();
        Set<NaturalKey> keys = new HashSet<>();
        BigDecimal total = BigDecimal.ZERO;
        int count = 0;

        while (rows.next()) {
            BigDecimal amount = new BigDecimal(rows.string(cost));
            ContentDigest digest = ContentDigest.of(content, rows.start(), rows.end() - rows.start());
            NaturalKey key = key(rows, header);
            assertThat(known.sightNext(key))
                    .as("a row of the first delivery is new")
                    .isEqualTo(RowIndex.NONE);
            known.add(key, new RowIndex.Content(digest, 0, "USD", amount, amount, false, false, false));
            keys.add(key);
            total = total.add(amount);
            count++;
        }

        assertThat(count).isEqualTo(27);
        assertThat(keys).as("rows that share a key").hasSizeLessThan(count);
        assertThat(known.live()).isEqualTo(count);
        assertThat(IntStream.range(0, known.positions())
                        .mapToObj(known::billedCost)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total);
    }

    private static NaturalKey key(CsvRows row, List<String> header) {
        KeyFrame frame = new KeyFrame().start().column("azure".getBytes(StandardCharsets.UTF_8));
        for (String column : IDENTIFYING) {
            int index = header.indexOf(column);
            if (index < 0) {
                frame.absent();
            } else {
                frame.column(row.string(index).getBytes(StandardCharsets.UTF_8));
            }
        }
        return frame.key();
    }
}
