package io.tributary.local.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.BilledStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements from every form in which they are given, and what is said where a file is wrong. */
class StatementFilesTest {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final LocalDate OCTOBER = LocalDate.parse("2026-10-01");

    @TempDir
    private Path directory;

    @Test
    void ownCsvHasAStatementInEveryLine() throws IOException {
        List<BilledStatement> read = read("""
                \uFEFFprovider,account,period,invoice,currency,amount,tax,credits,converted_from,exchange_rate,\
                issuer,issued
                aws,012345678901,2026-10,INV-1,USD,1234.56,97.2,-10,,,AWS EMEA,2026-11-03
                gcp,018984-D0AAA4-940B88,2026-10-01,,EUR,-0.000000000000000000000001,,,USD,0.92,,\
                2026-11-03T05:00:00+02:00

                """);

        assertThat(read).hasSize(2);
        BilledStatement first = read.get(0);
        assertThat(first.getProvider()).isEqualTo("aws");
        assertThat(first.getBillingAccountId()).isEqualTo("012345678901");
        assertThat(first.getBillingPeriodStart()).isEqualTo(OCTOBER);
        assertThat(first.getInvoiceId()).isEqualTo("INV-1");
        assertThat(first.getAmount()).isEqualByComparingTo("1234.56");
        assertThat(first.getTaxAmount()).isEqualByComparingTo("97.2");
        assertThat(first.getCreditAmount()).isEqualByComparingTo("-10");
        assertThat(first.getIssuedAt()).isEqualTo(Instant.parse("2026-11-03T00:00:00Z"));
        assertThat(first.getSource()).isEqualTo("csv");
        assertThat(first.getSourceName()).isEqualTo("statements");
        assertThat(first.getRecordedAt()).isEqualTo(NOW);
        BilledStatement second = read.get(1);
        assertThat(second.getInvoiceId()).isNull();
        assertThat(second.getTaxAmount()).isNull();
        assertThat(second.getAmount()).isEqualByComparingTo("-0.000000000000000000000001");
        assertThat(second.getConvertedFrom()).isEqualTo("USD");
        assertThat(second.getExchangeRate()).isEqualByComparingTo("0.92");
        assertThat(second.getIssuedAt()).isEqualTo(Instant.parse("2026-11-03T03:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aws,1,2026-13,A,USD,1,,|line 2: period is '2026-13', expected a month",
                "aws,1,2026-10,A,US,1,,|line 2: currency is 'US', expected an ISO 4217 code",
                "aws,1,2026-10,A,USD,1.2.3,,|line 2: amount is '1.2.3', expected a decimal number",
                "aws,1,2026-10,A,USD,,,|line 2: amount is '', expected a decimal number",
                "aws,1,2026-10,A,USD,0.1234567890123456789012345,,|line 2: amount is '0.1234567890123456789012345',"
                        + " expected at most 24 decimals",
                "aws,1,2026-10,A,USD,123456789012345,,|expected at most 14 digits before the decimal point",
                "aws,1,2026-10,A,USD,1,x,|line 2: tax is 'x', expected a decimal number",
                "aws,1,2026-10,A,USD,1,,3|line 2: credits is '3', expected 0 or less",
                "aws,,2026-10,A,USD,1,,|line 2: account is '', expected a text",
                "aws,1,2026-10,A,USD,1|line 2: has 6 fields, expected 8",
            })
    void wrongValueIsNamedWithItsLineItsColumnAndWhatWasExpected(String line, String message) {
        assertThatThrownBy(() -> read("provider,account,period,invoice,currency,amount,tax,credits\n" + line + "\n"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("statements")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "provider,account,period,currency,amount,taxes|column 'taxes' is not known",
                "provider,account,period,currency,amount,amount|column 'amount' is there twice",
                "provider,account,currency,amount|column 'period' is missing",
                "a,b,c|is of no form that is known",
                "{\"a\": 1}|is of no form that is known",
                "{\"InvoiceSummaries\": [|is no JSON",
                "{\"InvoiceSummaries\": []} {}|line 1: goes on after the JSON value",
                "{\"InvoiceSummaries\": [], \"NextToken\": \"x\"}|expected all pages of it",
            })
    void wrongFileIsNamedWithWhatWasExpected(String content, String message) {
        assertThatThrownBy(() -> read(content + "\n"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("statements")
                .hasMessageContaining(message);
    }

    @Test
    void sameInvoiceTwiceIsRefusedWithBothPlaces() throws IOException {
        Path one = Files.writeString(
                directory.resolve("one.csv"), "provider,account,period,currency,amount\naws,1,2026-10,USD,1\n");
        Path two = Files.writeString(
                directory.resolve("two.csv"), "provider,account,period,currency,amount\naws,1,2026-10,USD,1\n");

        assertThatThrownBy(() -> StatementFiles.read(List.of(one, two), NOW))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("two.csv, line 2")
                .hasMessageContaining("one.csv, line 2");
    }

    @Test
    void absentFileAndBytesThatAreNoTextAreNamed() throws IOException {
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});

        assertThatThrownBy(() -> StatementFiles.read(List.of(directory.resolve("absent")), NOW))
                .isInstanceOf(SourceException.Missing.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> StatementFiles.read(List.of(binary), NOW))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("no text in UTF-8");
    }

    @Test
    void invoiceSummariesOfAwsAreReadInTheCurrencyOfTheServices() throws IOException {
        List<BilledStatement> read = read("""
                {"InvoiceSummaries": [
                  {"AccountId": "012345678901", "InvoiceId": "EUINGB26-1", "IssuedDate": "2026-11-03T04:00:00+00:00",
                   "DueDate": "2026-12-03T00:00:00+00:00",
                   "Entity": {"InvoicingEntity": "Amazon Web Services EMEA SARL"},
                   "BillingPeriod": {"Month": 10, "Year": 2026}, "InvoiceType": "INVOICE",
                   "BaseCurrencyAmount": {"TotalAmount": "110.01", "TotalAmountBeforeTax": "90.00",
                     "CurrencyCode": "USD", "AmountBreakdown": {"SubTotalAmount": "90.00",
                     "Taxes": {"TotalAmount": "20.01", "Breakdown": []}}},
                   "TaxCurrencyAmount": {"TotalAmount": "100.00", "CurrencyCode": "EUR"},
                   "PaymentCurrencyAmount": {"TotalAmount": "100.00", "CurrencyCode": "EUR",
                     "CurrencyExchangeDetails": {"SourceCurrencyCode": "USD", "TargetCurrencyCode": "EUR",
                       "Rate": "0.909"}}},
                  {"AccountId": "012345678901", "InvoiceId": "C-2", "BillingPeriod": {"Month": 9, "Year": 2026},
                   "IssuedDate": 1793678400.5, "InvoiceType": "CREDIT_MEMO",
                   "BaseCurrencyAmount":
                     {"TotalAmount": "5.00", "TotalAmountBeforeTax": "4.00", "CurrencyCode": "USD"}},
                  {"AccountId": "012345678901", "InvoiceId": "C-3", "BillingPeriod": {"Month": 9, "Year": 2026},
                   "PaymentCurrencyAmount": {"TotalAmount": "92.00", "CurrencyCode": "EUR",
                     "CurrencyExchangeDetails": {"SourceCurrencyCode": "USD", "TargetCurrencyCode": "EUR",
                       "Rate": "0.92"}}}
                ]}
                """);

        assertThat(read).hasSize(3);
        BilledStatement first = read.get(0);
        assertThat(first.getAmount()).isEqualByComparingTo("110.01");
        assertThat(first.getCurrency()).isEqualTo("USD");
        assertThat(first.getTaxAmount()).isEqualByComparingTo("20.01");
        assertThat(first.getCreditAmount()).isNull();
        assertThat(first.getPaymentCurrency()).isEqualTo("EUR");
        assertThat(first.getPaymentAmount()).isEqualByComparingTo("100.00");
        assertThat(first.getConvertedFrom()).isNull();
        assertThat(first.getIssuer()).isEqualTo("Amazon Web Services EMEA SARL");
        assertThat(first.getIssuedAt()).isEqualTo(Instant.parse("2026-11-03T04:00:00Z"));
        assertThat(first.getSource()).isEqualTo("aws-invoice-summary");
        BilledStatement memo = read.get(1);
        assertThat(memo.getAmount()).isEqualByComparingTo("-5");
        assertThat(memo.getTaxAmount()).isEqualByComparingTo("-1");
        assertThat(memo.getBillingPeriodStart()).isEqualTo(LocalDate.parse("2026-09-01"));
        assertThat(memo.getIssuedAt()).isEqualTo(Instant.ofEpochMilli(1793678400500L));
        BilledStatement converted = read.get(2);
        assertThat(converted.getCurrency()).isEqualTo("EUR");
        assertThat(converted.getConvertedFrom()).isEqualTo("USD");
        assertThat(converted.getExchangeRate()).isEqualByComparingTo("0.92");
    }

    @Test
    void wrongValueOfJsonIsNamedWithItsLineAndItsPath() {
        assertThatThrownBy(() -> read("""
                {"InvoiceSummaries": [
                  {"AccountId": "1", "InvoiceId": "A", "BillingPeriod": {"Month": 13, "Year": 2026},
                   "BaseCurrencyAmount": {"TotalAmount": "1", "CurrencyCode": "USD"}}]}
                """))
                .hasMessage("statements, line 2: $.InvoiceSummaries[0].BillingPeriod.Month is '13',"
                        + " expected a month from 1 to 12");
        assertThatThrownBy(() -> read("""
                [{"AccountId": "1", "InvoiceId": "A", "BillingPeriod": {"Month": 1, "Year": 2026},
                   "BaseCurrencyAmount": {"TotalAmount": [], "CurrencyCode": "USD"}}]
                """))
                .hasMessage("statements, line 2: $[0].BaseCurrencyAmount.TotalAmount is an array: expected a text or a"
                        + " number");
        assertThatThrownBy(() -> read("""
                [{"InvoiceId": "A",
                   "BaseCurrencyAmount": {"TotalAmount": "1", "CurrencyCode": "USD"}}]
                """)).hasMessage("statements, line 1: $[0] has no AccountId: expected one");
    }

    @Test
    void invoicesOfAzureAreReadByAgreement() throws IOException {
        String profile = "/providers/Microsoft.Billing/billingAccounts/aa:bb_2019-05-31/billingProfiles/ABCD-EFGH";
        StatementFiles.Content content = content("""
                {"value": [
                  {"name": "G1", "id": "/providers/Microsoft.Billing/billingAccounts/aa:bb_2019-05-31/invoices/G1",
                   "properties": {"amountDue": {"currency": "USD", "value": 0},
                     "billedAmount": {"currency": "USD", "value": 33.99},
                     "azurePrepaymentApplied": {"currency": "USD", "value": 25.46},
                     "creditAmount": {"currency": "USD", "value": 1.00},
                     "freeAzureCreditApplied": {"currency": "USD", "value": 0},
                     "taxAmount": {"currency": "USD", "value": 0.12},
                     "totalAmount": {"currency": "USD", "value": 7.65},
                     "invoiceDate": "2026-11-09T17:32:28Z", "status": "Paid", "documentType": "Invoice",
                     "invoicePeriodStartDate": "2026-10-01T17:32:28Z", "billingProfileId": "%1$s"}},
                  {"name": "G2", "id": "x", "properties": {"status": "Void",
                     "totalAmount": {"currency": "USD", "value": 1}, "invoicePeriodStartDate": "2026-10-01T00:00:00Z"}},
                  {"name": "G3", "id": "x", "properties": {"documentType": "CreditNote", "creditForDocumentId": "G2",
                     "totalAmount": {"currency": "USD", "value": -1},
                     "invoicePeriodStartDate": "2026-10-01T00:00:00Z"}},
                  {"name": "G4", "id": "x", "properties": {"documentType": "CreditNote",
                     "totalAmount": {"currency": "USD", "value": 2}, "taxAmount": {"currency": "USD", "value": 0.5},
                     "invoicePeriodStartDate": "2026-10-01T00:00:00Z", "billingProfileId": "%1$s"}}
                ]}
                """.formatted(profile));

        assertThat(content.statements()).hasSize(2);
        BilledStatement first = content.statements().get(0);
        assertThat(first.getBillingAccountId()).isEqualTo("ABCD-EFGH");
        assertThat(first.getAmount()).isEqualByComparingTo("7.65");
        assertThat(first.getTaxAmount()).isEqualByComparingTo("0.12");
        assertThat(first.getCreditAmount()).isEqualByComparingTo("-26.46");
        assertThat(first.getBillingPeriodStart()).isEqualTo(OCTOBER);
        BilledStatement note = content.statements().get(1);
        assertThat(note.getAmount()).isEqualByComparingTo("-2");
        assertThat(note.getTaxAmount()).isEqualByComparingTo("-0.5");
        assertThat(note.getCreditAmount()).isNull();
        assertThat(content.notes())
                .anyMatch(line -> line.contains("invoice G2 is left out: it is void"))
                .anyMatch(line -> line.contains("invoice G3 is left out: it made invoice G2 void"));

        List<BilledStatement> flat = read("""
                [{"name": "E1", "id": "/providers/Microsoft.Billing/billingAccounts/8608480/invoices/E1",
                  "billedAmount": {"currency": "EUR", "value": 1E+2}, "invoiceDate": "2026-11-09T00:00:00+00:00",
                  "amountDue": {"currency": "EUR", "value": 3}, "taxAmount": {"currency": "EUR", "value": 19},
                  "invoicePeriodStartDate": "2026-10-01T00:00:00+00:00"},
                 {"name": "S1", "id": "/subscriptions/x/invoices/S1", "subscriptionId": "11111111-AAAA",
                  "billedAmount": {"currency": "EUR", "value": 5},
                  "invoicePeriodStartDate": "2026-10-13T00:00:00+00:00"}]
                """);
        assertThat(flat.get(0).getBillingAccountId()).isEqualTo("8608480");
        assertThat(flat.get(0).getAmount()).isEqualByComparingTo("100");
        assertThat(flat.get(0).getTaxAmount()).isNull();
        assertThat(flat.get(1).getBillingAccountId()).isEqualTo("11111111-AAAA");
        assertThat(flat.get(1).getBillingPeriodStart()).isEqualTo(LocalDate.parse("2026-10-13"));
    }

    @Test
    void costTableOfGoogleStatesItsInvoice() throws IOException {
        List<BilledStatement> read = read("""
                Invoice number,5555,
                Invoice date,2026-10-31,
                Due date,2026-11-30,
                Billing account ID,018984-D0AAA4-940B88,
                Currency,USD,
                Currency exchange rate,1,
                Total amount due,"$1,095.00",
                Billing account name,Billing account ID,Project name,Credit type,Cost type,Unrounded Cost ($),Cost ($)
                Main,018984-D0AAA4-940B88,prod,,Usage,"1,060.0049",1060.00
                Main,018984-D0AAA4-940B88,prod,PROMOTION,Usage,-15.000000,-15.00
                Main,018984-D0AAA4-940B88,,,Tax,50.004,50.00
                ,,,,Rounding error,-0.0089,0.00
                ,,,,Total,"1,095.00","1,095.00"
                """);

        assertThat(read).hasSize(1);
        BilledStatement statement = read.get(0);
        assertThat(statement.getProvider()).isEqualTo("gcp");
        assertThat(statement.getBillingAccountId()).isEqualTo("018984-D0AAA4-940B88");
        assertThat(statement.getInvoiceId()).isEqualTo("5555");
        assertThat(statement.getBillingPeriodStart()).isEqualTo(OCTOBER);
        assertThat(statement.getAmount()).isEqualByComparingTo("1095");
        assertThat(statement.getTaxAmount()).isEqualByComparingTo("50.004");
        assertThat(statement.getIssuedAt()).isNull();
    }

    @Test
    void costTableThatWasFilteredIsRefused() {
        assertThatThrownBy(() -> read("""
                Invoice number,5555
                Invoice date,2026-10-31
                Currency,USD
                Total amount due,$95.00
                Billing account ID,Cost type,Cost ($)
                018984-D0AAA4-940B88,Usage,60
                ,Total,60
                """))
                .hasMessage("statements, line 4: total amount due is '$95.00', expected 60, which the table's rows come"
                        + " to: was the table filtered?");
        assertThatThrownBy(() -> read("""
                Invoice number,5555
                Currency,USD
                Billing account ID,Cost type,Cost ($)
                018984-D0AAA4-940B88,Total,60
                """)).hasMessageContaining("has no line 'invoice date' before the table");
    }

    @Test
    void namesOfOneAccountAreToldInAllTheirForms() {
        assertThat(Arrays.asList("ABCD", "/a/billingProfiles/abcd", "a/billingProfiles/ABCD/"))
                .allMatch(name -> BilledAccounts.areSame("abcd", name));
        assertThat(BilledAccounts.areSame("012345678901", "12345678901")).isFalse();
    }

    private List<BilledStatement> read(String content) throws IOException {
        return content(content).statements();
    }

    private StatementFiles.Content content(String content) throws IOException {
        return StatementFiles.read(List.of(Files.writeString(directory.resolve("statements"), content)), NOW);
    }
}
