package io.tributary.local.command.focus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.DocumentedFields;
import io.tributary.local.view.FocusContent;
import io.tributary.local.view.InvoiceTotal;
import io.tributary.schemas.BillingPeriod;
import io.tributary.schemas.InvoiceDetail;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Derives data sets from what records say of invoices, and guesses nothing. */
class FocusDataSetsTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-11-05T00:00:00Z");
    private static final TimeSector SECTOR = new TimeSector(START, END, List.of(), LATER);

    @Test
    void periodIsClosedOnlyByEvidence() {
        InvoiceTotal usage = total("Usage", Optional.of("1"), "10");
        InvoiceTotal tax = total("Tax", Optional.of("1"), "1.9");
        InvoiceTotal notInvoiced = total("Usage", Optional.empty(), "3");

        assertThat(status(List.of(usage, tax), true, LATER)).isEqualTo("Closed");
        assertThat(status(List.of(usage, tax), true, END)).as("at its end").isEqualTo("Closed");
        assertThat(status(List.of(usage, tax), true, END.minusMillis(1)))
                .as("before its end")
                .isEqualTo("Open");
        assertThat(status(List.of(usage, tax), false, LATER))
                .as("not all was taken")
                .isEqualTo("Open");
        assertThat(status(List.of(usage, notInvoiced), true, LATER))
                .as("a charge without an invoice")
                .isEqualTo("Open");
    }

    @Test
    void detailsOfAnInvoiceAreTheTotalsThatNameIt() {
        InvoiceTotal usage = total("Usage", Optional.of("1"), "10.000000000000000000000001");
        InvoiceTotal credit = total("Credit", Optional.of("1"), "-2");
        InvoiceTotal notInvoiced = total("Usage", Optional.empty(), "3");

        FocusContent content = content(List.of(usage, credit, notInvoiced), true, LATER);

        assertThat(content.invoiceDetails())
                .extracting(InvoiceDetail::getChargeCategory)
                .containsExactlyInAnyOrder("Usage", "Credit");
        assertThat(content.invoiceDetails().stream()
                        .map(InvoiceDetail::getBilledCost)
                        .reduce(BigDecimal::add))
                .hasValueSatisfying(sum -> assertThat(sum).isEqualByComparingTo("8.000000000000000000000001"));
        assertThat(content.invoiceDetails()).allSatisfy(detail -> {
            assertThat(detail.getInvoiceId()).isEqualTo("1");
            assertThat(detail.getInvoiceIssueStatus()).isEqualTo("Open");
            assertThat(detail.getInvoiceIssueDate()).isNull();
            assertThat(detail.getPaymentTerms()).isNull();
        });
        assertThat(content.invoiceDetails())
                .extracting(InvoiceDetail::getInvoiceDetailId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{64}"));
    }

    @Test
    void whatIsTheSameHasTheSameIdsAndFingerprintLater() {
        List<InvoiceTotal> totals = List.of(total("Usage", Optional.of("1"), "10"));

        FocusContent now = content(totals, true, LATER);
        FocusContent nextDay = content(totals, true, LATER.plusSeconds(86_400));

        assertThat(nextDay.fingerprint()).isEqualTo(now.fingerprint());
        assertThat(nextDay.invoiceDetails()).isEqualTo(now.invoiceDetails());
        assertThat(content(List.of(total("Usage", Optional.of("1"), "11")), true, LATER)
                        .fingerprint())
                .isNotEqualTo(now.fingerprint());
    }

    @Test
    void dataSetsHaveTheColumnsOfFocus() {
        assertThat(focusColumns(BillingPeriod.getClassSchema()))
                .containsExactlyInAnyOrder(
                        "BillingPeriodCreated",
                        "BillingPeriodEnd",
                        "BillingPeriodLastUpdated",
                        "BillingPeriodStart",
                        "BillingPeriodStatus",
                        "InvoiceIssuerName");
        assertThat(focusColumns(InvoiceDetail.getClassSchema()))
                .containsExactlyInAnyOrder(
                        "BilledCost",
                        "BillingAccountId",
                        "BillingCurrency",
                        "BillingPeriodEnd",
                        "BillingPeriodStart",
                        "ChargeCategory",
                        "InvoiceDetailCreated",
                        "InvoiceDetailDescription",
                        "InvoiceDetailGrain",
                        "InvoiceDetailId",
                        "InvoiceDetailLastUpdated",
                        "InvoiceId",
                        "InvoiceIssueDate",
                        "InvoiceIssueStatus",
                        "InvoiceIssuerName",
                        "PaymentCurrency",
                        "PaymentCurrencyBilledCost",
                        "PaymentCurrencyInvoiceDetailId",
                        "PaymentDueDate",
                        "PaymentTerms",
                        "PurchaseOrderNumber",
                        "ReferenceInvoiceId");
    }

    @Test
    void metadataHasTheFieldsThatAreDocumentedAndSaysWhatIsNotComplete() throws IOException {
        TimeSector lacking = new TimeSector(END, LATER, List.of("aws 111: a row"), LATER);
        FocusContent content = FocusDataSets.of(
                List.of(total("Usage", Optional.of("1"), "10")), all -> true, List.of(SECTOR, lacking), "topic", LATER);

        JsonNode json = new ObjectMapper().readTree(content.metadata());

        assertThat(DocumentedFields.of(json)).isEqualTo(DocumentedFields.of("FOCUS's metadata"));
        JsonNode sectors = json.at("/Recency/0/TimeSectors");
        assertThat(sectors.at("/0/TimeSectorComplete").asBoolean()).isTrue();
        assertThat(sectors.at("/1/TimeSectorComplete").asBoolean()).isFalse();
        assertThat(json.at("/Recency/1/DatasetInstanceComplete").asBoolean()).isFalse();
    }

    private static List<String> focusColumns(Schema schema) {
        List<String> names = new ArrayList<>();
        schema.getFields().forEach(field -> names.add(field.name()));
        names.removeIf(name -> name.startsWith("x_"));
        return names;
    }

    private static String status(List<InvoiceTotal> totals, boolean isComplete, Instant now) {
        return content(totals, isComplete, now).billingPeriods().get(0).getBillingPeriodStatus();
    }

    private static FocusContent content(List<InvoiceTotal> totals, boolean isComplete, Instant now) {
        return FocusDataSets.of(totals, total -> isComplete, List.of(SECTOR), "topic", now);
    }

    private static InvoiceTotal total(String category, Optional<String> invoice, String billed) {
        return new InvoiceTotal(
                "aws",
                "Amazon Web Services, Inc.",
                "111",
                START,
                END,
                "USD",
                invoice,
                category,
                1,
                new BigDecimal(billed).setScale(24),
                START,
                LATER);
    }
}
