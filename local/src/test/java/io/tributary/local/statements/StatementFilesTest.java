package io.tributary.local.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.BilledStatement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "aws,1,2026-10,A,USD,1e3,,|line 2: amount is '1e3', expected a decimal number",
                "aws,1,2026-10,A,USD,1,1e1,|line 2: tax is '1e1', expected a decimal number",
                "aws,1,2026-10,A,USD,1,,-1e1|line 2: credits is '-1e1', expected a decimal number",
                "aws,1,2026-10,A,XXX,1,,|line 2: currency is 'XXX', expected an ISO 4217 code of money",
                "aws,1,2026-10,A,XTS,1,,|line 2: currency is 'XTS', expected an ISO 4217 code of money",
                "aws,1,0000-10,A,USD,1,,|line 2: period is '0000-10', expected a year from 2000 on",
                "aws,1,2026-09-15,A,USD,1,,|line 2: period is '2026-09-15', expected a month",
                "gcp,1,2026-09-15,A,USD,1,,|line 2: period is '2026-09-15', expected a month",
                "asw,1,2026-10,A,USD,1,,|line 2: provider is 'asw', expected a provider that is installed here, one of"
                        + " [aws, azure, gcp]",
                "aws,8.03343E+11,2026-10,A,USD,1,,|line 2: account is '8.03343E+11', expected the id of an"
                        + " account, not a number",
                "aws,/,2026-10,A,USD,1,,|line 2: account is '/', expected the id of an account",
            })
    void wrongValueIsNamedWithItsLineItsColumnAndWhatWasExpected(String line, String message) {
        assertThatThrownBy(() -> read("provider,account,period,invoice,currency,amount,tax,credits\n" + line + "\n"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("statements")
                .hasMessageContaining(message);
    }

    @Test
    void providersAndAccountsAreReadAsRecordsHaveThem() throws IOException {
        List<BilledStatement> read = read("""
                provider,account,period,currency,amount
                AWS,8033430000,2026-10,USD,1
                Azure,ABCD-EFGH,2026-10-13,USD,1
                azure,8033430000,2026-10,USD,1
                """);

        assertThat(read)
                .extracting(BilledStatement::getProvider, BilledStatement::getBillingAccountId)
                .containsExactly(
                        tuple("aws", "008033430000"), tuple("azure", "ABCD-EFGH"), tuple("azure", "8033430000"));
        assertThat(read.get(1).getBillingPeriodStart()).isEqualTo(LocalDate.parse("2026-10-13"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000b", "a\u0085b", "a\u2028b", "a\tb"})
    void textOfSeveralLinesIsRefused(String text) {
        String header = "provider,account,period,invoice,currency,amount\n";

        assertThatThrownBy(() -> read(header + "azure,\"" + text + "\",2026-10,A,USD,1\n"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("account is")
                .hasMessageContaining("expected a text of one line");
        assertThatThrownBy(() -> read(header + "azure,1,2026-10,\"" + text + "\",USD,1\n"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("invoice is")
                .hasMessageContaining("expected a text of one line");
        assertThatThrownBy(() -> read(header + "azure,a|b,2026-10,A,USD,1\n"))
                .hasMessageContaining("account is 'a|b', expected the id of an account, without '|'");
    }

    @ParameterizedTest
    @CsvSource({"ABCD,abcd", "ABCD,/x/billingProfiles/abcd/"})
    void sameInvoiceOfOneAccountInTwoSpellingsIsRefused(String one, String other) {
        assertThatThrownBy(() -> read("""
                provider,account,period,currency,amount
                azure,%s,2026-10,USD,1
                azure,%s,2026-10,USD,2
                """.formatted(one, other)))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("line 2 does: expected it once");
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
                "{\"InvoiceSummaries\": [], \"InvoiceSummaries\": []}|line 1: $.InvoiceSummaries is there twice",
                "[{\"invoicePeriodStartDate\": 1, \"billedAmount\": {\"value\": 1, \"value\": 2}}]"
                        + "|line 1: $[0].billedAmount.value is there twice: expected it once",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"1\"|\"CREDIT_NOTE\"|2026|InvoiceType is 'CREDIT_NOTE', expected one of [INVOICE, CREDIT_MEMO]",
                "\"1\"|\"INVOICE\"|0|BillingPeriod.Year is '0', expected a year from 2000 on",
                "8.03343E11|\"INVOICE\"|2026|AccountId is '8.03343E11', expected the id of an account, not a number",
            })
    void invoiceSummaryOfAwsThatWouldBeTakenWronglyIsRefused(String account, String type, String year, String message) {
        assertThatThrownBy(() -> read(summary(account, type, year)))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8033430000", "\"8033430000\"", "\"008033430000\""})
    void accountOfAwsHasItsTwelveDigits(String account) throws IOException {
        assertThat(read(summary(account, "\"INVOICE\"", "2026")).get(0).getBillingAccountId())
                .isEqualTo("008033430000");
    }

    private static String summary(String account, String type, String year) {
        return """
                [{"AccountId": %s, "InvoiceId": "A", "BillingPeriod": {"Month": 1, "Year": %s}, "InvoiceType": %s,
                  "BaseCurrencyAmount": {"TotalAmount": "1", "CurrencyCode": "USD"}}]
                """.formatted(account, year, type);
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
    void invoicesOfAzureThatAreVoidAreNamedWithTheirAccounts() throws IOException {
        StatementFiles.Content content = content("""
                [{"name": "G2", "id": "x", "status": "void", "billingProfileId": "ABCD",
                  "totalAmount": {"currency": "USD", "value": 1}, "invoicePeriodStartDate": "2026-10-01T00:00:00Z"},
                 {"name": "G5", "id": "x", "status": "Paid", "billingProfileId": "ABCD",
                  "totalAmount": {"currency": "USD", "value": 1}, "invoicePeriodStartDate": "2026-10-01T00:00:00Z"},
                 {"name": "G6", "id": "x", "documentType": "CreditNote", "creditForDocumentId": "G5",
                  "totalAmount": {"currency": "USD", "value": -1}, "invoicePeriodStartDate": "2026-10-01T00:00:00Z"},
                 {"name": "G8", "id": "x", "documentType": "CreditNote", "creditForDocumentId": "G7",
                  "totalAmount": {"currency": "USD", "value": -1}, "invoicePeriodStartDate": "2026-10-01T00:00:00Z"}]
                """);

        assertThat(content.statements()).isEmpty();
        assertThat(content.voids())
                .extracting(VoidInvoice::invoiceId, VoidInvoice::account, VoidInvoice::reason)
                .containsExactly(
                        tuple("G2", Optional.of("ABCD"), "it is void"),
                        tuple("G5", Optional.of("ABCD"), "credit note G6 made it void"),
                        tuple("G6", Optional.empty(), "it made invoice G5 void"),
                        tuple("G8", Optional.empty(), "it made invoice G7 void"),
                        tuple("G7", Optional.empty(), "credit note G8 made it void"));
    }

    @Test
    void invoiceThatIsPayableInOneFileAndVoidInAnotherIsRefused() throws IOException {
        Path one = Files.writeString(directory.resolve("one.json"), azure("\"status\": \"Due\""));
        Path two = Files.writeString(directory.resolve("two.json"), azure("\"status\": \"Void\""));

        assertThatThrownBy(() -> StatementFiles.read(List.of(one, two), NOW))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("one.json, line 1: states invoice G1")
                .hasMessageContaining("two.json, line 1 does, where it is void: expected one of them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"taxAmount\": {\"currency\": \"EUR\", \"value\": 3}"
                        + "|taxAmount.currency is 'EUR', expected one of [USD]",
                "\"creditAmount\": {\"currency\": \"EUR\", \"value\": 3},"
                        + " \"azurePrepaymentApplied\": {\"currency\": \"USD\", \"value\": 0},"
                        + " \"freeAzureCreditApplied\": {\"currency\": \"GBP\", \"value\": 0}"
                        + "|creditAmount.currency is 'EUR', expected one of [USD]",
                "\"status\": \"Voided\"|status is 'Voided', expected one of [Due, OverDue, PastDue, Paid, Void",
                "\"documentType\": \"CreditMemo\"|documentType is 'CreditMemo', expected one of [Invoice, CreditNote",
            })
    void invoiceOfAzureThatWouldBeTakenWronglyIsRefused(String field, String message) {
        assertThatThrownBy(() -> read(azure(field)))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining(message);
    }

    @Test
    void partOfAnInvoiceThatIsZeroMayBeInAnyCurrency() throws IOException {
        assertThat(read(azure("\"taxAmount\": {\"currency\": \"EUR\", \"value\": 0.0}"))
                        .get(0)
                        .getTaxAmount())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-01T00:00:00+02:00,2026-07-01",
        "2026-07-01T00:00:00Z,2026-07-01",
        "2026-06-30T23:00:00-05:00,2026-06-01",
        "2026-07-01,2026-07-01"
    })
    void periodOfAzureIsTheMonthThatIsWritten(String start, LocalDate period) throws IOException {
        String invoice = azure("\"status\": \"Paid\"").replace("2026-10-01T00:00:00Z", start);

        assertThat(read(invoice).get(0).getBillingPeriodStart()).isEqualTo(period);
    }

    private static String azure(String field) {
        return """
                [{"name": "G1", "id": "x", "billingProfileId": "ABCD", %s,
                  "totalAmount": {"currency": "USD", "value": 1}, "invoicePeriodStartDate": "2026-10-01T00:00:00Z"}]
                """.formatted(field);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USD|12.00|12",
                "USD|$12.00|12",
                "USD|-$1,234.50|-1234.50",
                "USD|$-1,234.50|-1234.50",
                "USD|($1,234.50)|-1234.50",
                "USD|USD 1,234.50|1234.50",
                "USD|US$12|12",
                "EUR|€12.00|12",
                "EUR|-€ 1,000,000.00|-1000000",
                "JPY|¥1,200|1200",
                "CAD|$12.00|12",
                "BRL|R$ 12.00|12",
                "INR|₹12|12",
                "USD|0.125|0.125",
                "USD|+5|5",
            })
    void amountOfACostTableMayHaveTheSignOfItsCurrency(String currency, String due, String amount) throws IOException {
        BilledStatement statement = read(costTable(currency, due)).get(0);

        assertThat(statement.getAmount()).isEqualByComparingTo(amount);
        assertThat(statement.getCurrency()).isEqualTo(currency);
        // Rows may be missing, since there is no total of them.
        assertThat(statement.getTaxAmount()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "USD|€1e3",
                "USD|1e3",
                "USD|12.00 CR",
                "USD|12.00 USD",
                "USD|CR 12.00",
                "USD|0,005",
                "USD|0,125",
                "USD|00,125",
                "USD|12,50",
                "USD|1.234,50",
                "USD|€12.00",
                "USD|EUR 12.00",
                "EUR|$12.00",
                "USD|12-",
                "USD|(-12)",
                "USD|(12",
                "USD|12)",
                "USD|--12",
                "USD|-$-12",
                "USD|$$12",
                "USD|$",
            })
    void amountOfACostTableThatIsNotPlainIsRefused(String currency, String due) {
        assertThatThrownBy(() -> read(costTable(currency, due)))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("statements, line 4: total amount due is '" + due + "', expected a decimal number in "
                        + currency + ", such as -1,234.50, with no other sign or code before it than that currency's");
        assertThatThrownBy(() -> read(costTable(currency, "1") + ",Tax,\"" + due + "\"\n"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("statements, line 8: cost () is '" + due + "', expected a decimal number");
        assertThatThrownBy(() -> read(costTable(currency, "1") + ",Total,\"" + due + "\"\n"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("statements, line 8: cost () is '" + due + "', expected a decimal number");
    }

    private static String costTable(String currency, String due) {
        return """
                Invoice number,5555
                Invoice date,2026-10-31
                Currency,%s
                Total amount due,"%s"

                Billing account ID,Cost type,Cost ()
                018984-D0AAA4-940B88,Usage,1
                """.formatted(currency, due);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cost type,Cost ($)|Cost type code,Cost ($)|line 6: has no column 'cost type'",
                "Cost type,Cost ($)|Cost type,Unrounded Cost ($)|line 6: has no column 'cost (…)' of rounded costs",
                "Cost type,Cost ($)|Cost type,Cost (€)|line 6: column 'Cost (€)' is in another currency",
                "Cost type,Cost ($)|Cost type,Cost (EUR)|line 6: column 'Cost (EUR)' is in another currency",
                "Cost type,Cost ($)|Cost type,Cost ($),Cost type|line 6: has the columns [cost type, cost type]",
                "Usage,60|Usage,1,060|line 7: the row has more than 3 fields: expected no more, with quotes",
                ",Tax,0|,Total,60|line 9: is a second row 'Total'",
                "Total amount due,60|Total amount due,1,060|line 5: total amount due has more than 2 fields",
                "Invoice number,5555|Total amount due,60|line 5: line 'total amount due' is there twice",
                "2026-10-31|0026-10-31|line 2: invoice date is '0026-10-31', expected a year from 2000 on",
            })
    void costTableThatWouldBeTakenWronglyIsRefused(String part, String wrong, String message) {
        String right = """
                Invoice number,5555
                Invoice date,2026-10-31
                Currency,USD
                Billing account ID,018984-D0AAA4-940B88
                Total amount due,60
                Billing account ID,Cost type,Cost ($)
                018984-D0AAA4-940B88,Usage,60
                ,Tax,0
                ,Total,60
                """;

        assertThatCode(() -> read(right)).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(right.replace(part, wrong)))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("statements, ")
                .hasMessageContaining(message);
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
