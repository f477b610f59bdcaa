package io.tributary.streams.normalize.azure;

import io.tributary.schemas.Provider;
import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Locale;

/**
 * The identity of a row of line detail. Azure gives rows no id; these columns identify them, whether they come from an
 * export, a report or the API. Columns that Azure renews or blanks from delivery to delivery are left out: cost center,
 * invoice, publisher id, exchange rate and its date, all prices and costs, and display names. Source: the columns that
 * Microsoft lists for a unique row, Cost Management, Understand usage details fields.
 */
final class AzureIdentity {

    private static final byte[] PROVIDER = bytes(Provider.AZURE.name());

    private final byte[] family;
    private final byte[] scope;
    private final KeyFrame frame = new KeyFrame();

    /**
     * @param role actual and amortized costs are two views of the same money, which must never be taken for each other
     * @param scope the ARM scope that the delivery is of
     */
    AzureIdentity(CostsRole role, String scope) {
        family = bytes(role.dataSet());
        this.scope = bytes(scope.toLowerCase(Locale.ROOT));
    }

    /** The key of {@code row}, which belongs to the billing period that begins at {@code periodStart}. */
    NaturalKey key(AzureRow row, long periodStart) {
        frame.start().column(PROVIDER).column(family).column(scope).time(periodStart);
        segment(row, AzureColumn.BILLING_ACCOUNT_ID);
        segment(row, AzureColumn.BILLING_PROFILE_ID);
        segment(row, AzureColumn.INVOICE_SECTION_ID);
        id(row, AzureColumn.ACCOUNT_OWNER_ID);
        id(row, AzureColumn.SUBSCRIPTION_ID);
        id(row, AzureColumn.RESOURCE_ID);
        id(row, AzureColumn.RESOURCE_GROUP);
        id(row, AzureColumn.RESOURCE_LOCATION);
        frame.time(row.day(AzureColumn.DATE));
        id(row, AzureColumn.METER_ID);
        text(
                row.isBlank(AzureColumn.PRODUCT_ID)
                        ? row.text(AzureColumn.PRODUCT_NAME)
                        : row.text(AzureColumn.PRODUCT_ID));
        text(row.text(AzureColumn.PART_NUMBER));
        id(row, AzureColumn.OFFER_ID);
        name(row, AzureColumn.CHARGE_TYPE);
        name(row, AzureColumn.FREQUENCY);
        name(row, AzureColumn.PRICING_MODEL);
        name(row, AzureColumn.PUBLISHER_TYPE);
        text(row.text(AzureColumn.PLAN_NAME));
        id(row, AzureColumn.RESERVATION_ID);
        id(row, AzureColumn.BENEFIT_ID);
        id(row, AzureColumn.PRODUCT_ORDER_ID);
        text(row.text(AzureColumn.TERM));
        text(row.text(AzureColumn.UNIT_OF_MEASURE));
        text(row.text(AzureColumn.SERVICE_INFO_1));
        text(row.text(AzureColumn.SERVICE_INFO_2));
        json(row, AzureColumn.ADDITIONAL_INFO);
        text(row.text(AzureColumn.BILLING_CURRENCY));
        day(row, AzureColumn.SERVICE_PERIOD_START);
        day(row, AzureColumn.SERVICE_PERIOD_END);
        json(row, AzureColumn.TAGS);
        return frame.key();
    }

    private void segment(AzureRow row, AzureColumn column) {
        text(row.lastSegment(column).toLowerCase(Locale.ROOT));
    }

    private void id(AzureRow row, AzureColumn column) {
        text(row.id(column));
    }

    private void name(AzureRow row, AzureColumn column) {
        text(ChargeType.canonical(row.text(column)));
    }

    /** A day in canonical form; other text as written. */
    private void day(AzureRow row, AzureColumn column) {
        String text = row.text(column);
        if (text.isEmpty()) {
            frame.absent();
            return;
        }
        try {
            frame.time(AzureDates.day(text));
        } catch (DateTimeException noDay) {
            text(text);
        }
    }

    /** A JSON object in canonical form; other text as written. */
    private void json(AzureRow row, AzureColumn column) {
        text(row.json(column).identity());
    }

    private void text(String text) {
        frame.column(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
