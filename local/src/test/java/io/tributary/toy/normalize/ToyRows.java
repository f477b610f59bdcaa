package io.tributary.toy.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.RecordSink;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostField;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A row of Toy Cloud as a FOCUS record. */
final class ToyRows implements RowNormalizer {

    private static final long DAY = 24L * 60 * 60 * 1000;

    private final String account;
    private final long periodStart;
    private final long periodEnd;
    private final int day;
    private final int service;
    private final int currency;
    private final int cost;
    private final RowReader reader;
    private final KeyFrame frame = new KeyFrame();
    private final CostRow record = new CostRow();

    ToyRows(RawPage page, List<String> header) {
        account = page.getBillingAccountId();
        periodStart = millis(page.getBillingPeriodStart());
        periodEnd = millis(page.getBillingPeriodEnd());
        day = header.indexOf("day");
        service = header.indexOf("service");
        currency = header.indexOf("currency");
        cost = header.indexOf("cost");
        reader = new RowReader(header::get);
    }

    private static long millis(LocalDate date) {
        return date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    @Override
    public void normalize(SourceRow row, RecordSink sink) {
        reader.start(row);
        BigDecimal amount = reader.money(cost);
        String code = reader.currency(currency);
        sink.cost(code, amount);
        record.clear();
        text("BillingAccountId", account);
        text("BillingAccountType", "Billing Account");
        text("BillingCurrency", code);
        text("PricingCurrency", code);
        record.number(CostField.position("BillingPeriodStart"), periodStart);
        record.number(CostField.position("BillingPeriodEnd"), periodEnd);
        text("InvoiceIssuerName", "Toy Cloud");
        record.number(CostField.position("ChargePeriodStart"), reader.time(day));
        record.number(CostField.position("ChargePeriodEnd"), reader.time(day) + DAY);
        text("ChargeCategory", "Usage");
        text("ChargeFrequency", "Usage-Based");
        for (String column : List.of("BilledCost", "EffectiveCost", "ListCost", "ContractedCost")) {
            record.decimal(CostField.position(column), amount);
        }
        text("ServiceProviderName", "Toy Cloud");
        text("ServiceName", row.string(service));
        text("ServiceCategory", "Other");
        text("x_Provider", ToyDataSets.TOY.name());
        text("x_DataSet", "toy.bill");
        sink.record(key(row), record);
    }

    private void text(String field, String value) {
        record.text(CostField.position(field), value.getBytes(UTF_8));
    }

    private NaturalKey key(SourceRow row) {
        return frame.start()
                .column(ToyDataSets.TOY.name().getBytes(UTF_8))
                .column(account.getBytes(UTF_8))
                .column(row.string(day).getBytes(UTF_8))
                .column(row.string(service).getBytes(UTF_8))
                .column(row.string(currency).getBytes(UTF_8))
                .key();
    }

    @Override
    public Rejection park(SourceRow row, Rejection rejection) {
        return rejection.parking(Optional.empty(), Optional.empty(), List.of(key(row)));
    }

    @Override
    public void residual(String commitmentId, String currencyCode, BigDecimal amount, RecordSink sink) {
        throw new IllegalStateException("Toy Cloud has no commitments");
    }
}
