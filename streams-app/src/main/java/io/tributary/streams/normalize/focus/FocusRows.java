package io.tributary.streams.normalize.focus;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.ParkedRow;
import io.tributary.streams.normalize.RecordSink;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.ServiceCategories;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a row of a FOCUS export into one record of FOCUS 1.4. Renamed columns are copied under their new names, and
 * columns that FOCUS does not have go into x_SourceColumns. Money is copied: BilledCost always, EffectiveCost unless it
 * counts a commitment twice, all other amounts unless they are blank or cannot be read, which {@link SourceDefect}
 * records together with other known defects.
 */
final class FocusRows implements RowNormalizer {

    // 2000-01-01 and 2100-01-01: no bill is older than the first, and no charge begins after the second.
    private static final long EARLIEST = 946_684_800_000L;
    private static final long LATEST = 4_102_444_800_000L;

    private static final ServiceCategories.Category OTHER =
            new ServiceCategories.Category(text("Other"), text("Other (Other)"));

    private final FocusColumns columns;
    private final byte[] provider;
    private final byte[] dataSet;
    private final byte[] providerName;
    private final byte[] invoiceIssuerName;
    private final byte[] subAccountType;
    private final byte[] version;
    private final byte[] scope;
    private final FocusDialect dialect;
    private final RowReader reader;
    private final FocusIdentity identity;
    private final FocusText text;
    private final FocusMoney money;
    private final FocusDialect.Rules rules;
    private final ParkedRow parked;
    private final List<byte[]> nullWords;
    private final int billedCost;
    private final int effectiveCost;
    private final int currencyColumn;
    private final int periodStart;
    private final int periodEnd;
    private final int chargeStart;
    private final int chargeEnd;
    private final int[] serviceProvider;
    private final int[] serviceName;
    private final Set<SourceDefect> defects;
    private final CostRow record = new CostRow();
    private SourceRow source;
    private long period;
    private long start;
    private long end;

    FocusRows(FocusDialect dialect, FocusColumns columns, RawPage page) {
        this.dialect = dialect;
        this.columns = columns;
        provider = text(dialect.provider().name());
        dataSet = text(dialect.dataSet());
        providerName = text(dialect.providerName());
        invoiceIssuerName = text(dialect.invoiceIssuerName());
        subAccountType = text(dialect.subAccountType());
        version = text(
                page.getDataSetVersion() == null || page.getDataSetVersion().isEmpty()
                        ? dialect.versionName(columns.version())
                        : page.getDataSetVersion());
        scope = text(page.getBillingAccountId());
        reader = new RowReader(columns::name);
        defects = reader.defects();
        identity = new FocusIdentity(dialect, columns, page.getScope());
        text = new FocusText(columns, dialect);
        money = new FocusMoney(columns, dialect, reader, text);
        rules = dialect.rules(columns, reader);
        parked = ParkedRow.underHeader(columns.count());
        nullWords = NullWords.bytes(dialect.nullWords());
        billedCost = columns.find("BilledCost");
        effectiveCost = columns.find("EffectiveCost");
        currencyColumn = columns.find("BillingCurrency");
        periodStart = columns.find("BillingPeriodStart");
        periodEnd = columns.find("BillingPeriodEnd");
        chargeStart = columns.find("ChargePeriodStart");
        chargeEnd = columns.find("ChargePeriodEnd");
        serviceProvider = columns.all("ServiceProviderName");
        serviceName = columns.all("ServiceName");
    }

    @Override
    public void normalize(SourceRow delivered, RecordSink sink) {
        SourceRow row = NullWords.read(delivered, nullWords);
        source = row;
        reader.start(row);
        NaturalKey key = identify(row);
        String currency = reader.currency(currencyColumn);
        BigDecimal billed = required(billedCost);
        BigDecimal effective = required(effectiveCost);
        sink.cost(currency, billed);
        record.clear();
        if (row instanceof NullWords) {
            defects.add(SourceDefect.NULL_AS_TEXT);
        }
        text.write(row, record, defects);
        record.decimal(CostColumns.BILLED_COST, billed);
        record.decimal(CostColumns.EFFECTIVE_COST, effective);
        record.text(CostColumns.X_RAW_COST, row.source(billedCost), row.offset(billedCost), row.length(billedCost));
        text.holds(billedCost);
        text.holds(effectiveCost);
        times();
        currencies(currency);
        standIns(row);
        money.write(record, defects);
        money.pricingCurrency(text(currency));
        rules.apply(row, record, defects, text);
        text.rest();
        lineage();
        sink.record(key, record);
    }

    /** Reads the identity of the row. */
    private NaturalKey identify(SourceRow row) {
        parked.requireFields(row);
        rules.requireIdentity(row);
        period = time(row, periodStart);
        start = time(row, chargeStart);
        end = time(row, chargeEnd);
        if (end < start) {
            throw reader.rejected(
                    RejectionCode.INVALID_TIME,
                    chargeEnd,
                    "no time before ChargePeriodStart, " + row.string(chargeStart));
        }
        return identity.key(row, reader.currency(currencyColumn), period, start, end);
    }

    private BigDecimal required(int column) {
        reader.require(column);
        return reader.money(column);
    }

    private long time(SourceRow row, int column) {
        reader.require(column);
        long time;
        try {
            time = FocusTimes.parse(row.source(column), row.offset(column), row.length(column));
        } catch (DateTimeException noTime) {
            throw reader.rejected(
                    RejectionCode.INVALID_TIME, column, "a UTC time such as 2026-11-01T00:00:00Z or 11/30/2026");
        }
        if (time < EARLIEST || time >= LATEST) {
            throw reader.rejected(RejectionCode.INVALID_TIME, column, "a time between the years 2000 and 2100");
        }
        return time;
    }

    private void times() {
        record.number(CostColumns.BILLING_PERIOD_START, period);
        record.number(CostColumns.BILLING_PERIOD_END, time(source, periodEnd));
        record.number(CostColumns.CHARGE_PERIOD_START, start);
        record.number(CostColumns.CHARGE_PERIOD_END, end);
        text.holds(periodStart);
        text.holds(periodEnd);
        text.holds(chargeStart);
        text.holds(chargeEnd);
    }

    private void currencies(String currency) {
        record.text(CostColumns.BILLING_CURRENCY, text(currency));
        text.holds(currencyColumn);
        if (!record.has(CostColumns.PRICING_CURRENCY)) {
            record.text(CostColumns.PRICING_CURRENCY, text(currency));
        }
    }

    /** Fills the columns that FOCUS requires and the export leaves blank. */
    private void standIns(SourceRow row) {
        standIn(CostColumns.BILLING_ACCOUNT_ID, scope);
        if (!record.has(CostColumns.BILLING_ACCOUNT_TYPE)) {
            int account = columns.find("BillingAccountId");
            String id = account < 0 || row.isBlank(account)
                    ? new String(scope, StandardCharsets.UTF_8)
                    : row.string(account);
            record.text(CostColumns.BILLING_ACCOUNT_TYPE, text(dialect.billingAccountType(id)));
            if (columns.find("BillingAccountType") >= 0) {
                // FOCUS has had this column since 1.2 only.
                defects.add(SourceDefect.REQUIRED_COLUMN_BLANK);
            }
        }
        if (record.has(CostColumns.SUB_ACCOUNT_ID) && !record.has(CostColumns.SUB_ACCOUNT_TYPE)) {
            record.text(CostColumns.SUB_ACCOUNT_TYPE, subAccountType);
            if (columns.find("SubAccountType") >= 0) {
                // This column, too, is of 1.2.
                defects.add(SourceDefect.REQUIRED_COLUMN_BLANK);
            }
        }
        standIn(CostColumns.INVOICE_ISSUER_NAME, invoiceIssuerName);
        standIn(CostColumns.SERVICE_PROVIDER_NAME, providerName);
        // FOCUS 1.4: the host is the service provider where it is not known.
        int seller = firstOf(serviceProvider);
        if (!record.has(CostColumns.HOST_PROVIDER_NAME)) {
            if (seller < 0) {
                record.text(CostColumns.HOST_PROVIDER_NAME, providerName);
            } else {
                record.text(CostColumns.HOST_PROVIDER_NAME, row.source(seller), row.offset(seller), row.length(seller));
            }
        }
        ServiceCategories.Category category = category(row);
        standIn(CostColumns.SERVICE_CATEGORY, category.category());
        if (!record.has(CostColumns.SERVICE_NAME)) {
            record.text(CostColumns.SERVICE_NAME, providerName);
            defects.add(SourceDefect.SERVICE_NAME_MISSING);
        }
        subcategory(row, category);
    }

    /** Where the row's service belongs, for a row that does not say. */
    private ServiceCategories.Category category(SourceRow row) {
        int service = firstOf(serviceName);
        return dialect.services()
                .filter(services -> service >= 0)
                .map(services -> services.of(row.source(service), row.offset(service), row.length(service)))
                .orElse(OTHER);
    }

    private void standIn(int field, byte[] value) {
        if (!record.has(field)) {
            record.text(field, value);
            defects.add(SourceDefect.REQUIRED_COLUMN_BLANK);
        }
    }

    private void subcategory(SourceRow row, ServiceCategories.Category known) {
        int category = columns.find("ServiceCategory");
        if (record.has(CostColumns.SERVICE_SUBCATEGORY)) {
            return;
        }
        if (category < 0 || row.isBlank(category)) {
            record.text(CostColumns.SERVICE_SUBCATEGORY, known.subcategory());
        } else {
            record.text(CostColumns.SERVICE_SUBCATEGORY, text("Other (" + row.string(category) + ")"));
        }
    }

    private int firstOf(int[] candidates) {
        for (int column : candidates) {
            if (!reader.isBlank(column)) {
                return column;
            }
        }
        return -1;
    }

    private void lineage() {
        record.text(CostColumns.X_PROVIDER, provider);
        record.text(CostColumns.X_DATA_SET, dataSet);
        record.text(CostColumns.X_SOURCE_FOCUS_VERSION, version);
        reader.writeDefects(record);
        if (reader.rounded()) {
            record.flag(CostColumns.X_AMOUNT_ROUNDED);
        }
    }

    @Override
    public Optional<int[]> renewedColumns() {
        return Optional.of(new int[0]);
    }

    @Override
    public void cost(SourceRow delivered, RecordSink sink) {
        source = NullWords.read(delivered, nullWords);
        reader.start(source);
        sink.cost(reader.currency(currencyColumn), required(billedCost));
    }

    @Override
    public Rejection park(SourceRow delivered, Rejection rejection) {
        SourceRow row = NullWords.read(delivered, nullWords);
        reader.start(row);
        return parked.park(
                row,
                rejection,
                () -> required(billedCost),
                () -> reader.currency(currencyColumn),
                () -> List.of(identify(row)));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
