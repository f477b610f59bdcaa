package io.tributary.local.view;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What of a cost record decides which invoice it is of, and what it adds to it.
 *
 * @param provider x_Provider
 * @param account BillingAccountId
 * @param period first day of the billing period
 * @param currency BillingCurrency
 * @param invoice InvoiceId; empty where it is absent
 * @param category ChargeCategory
 * @param lineItemType x_LineItemType; empty where it is absent
 * @param chargeType x_ChargeType; empty where it is absent
 * @param billedCost BilledCost
 * @param chargeStart the day on which its charge begins
 * @param dataSet x_DataSet
 * @param deliveryId x_DeliveryId
 * @param deliveryTime x_DeliveryTime
 * @param lineKey x_LineKey
 * @param partition partition of the topic on which this state of the record is
 * @param offset its offset there
 */
public record CostFacts(
        String provider,
        String account,
        LocalDate period,
        String currency,
        Optional<String> invoice,
        String category,
        String lineItemType,
        String chargeType,
        BigDecimal billedCost,
        LocalDate chargeStart,
        String dataSet,
        String deliveryId,
        Instant deliveryTime,
        String lineKey,
        int partition,
        long offset) {

    private static final int PROVIDER = EncodedRecord.position("x_Provider");
    private static final int ACCOUNT = EncodedRecord.position("BillingAccountId");
    private static final int PERIOD = EncodedRecord.position("BillingPeriodStart");
    private static final int CURRENCY = EncodedRecord.position("BillingCurrency");
    private static final int INVOICE = EncodedRecord.position("InvoiceId");
    private static final int CATEGORY = EncodedRecord.position("ChargeCategory");
    private static final int LINE_ITEM_TYPE = EncodedRecord.position("x_LineItemType");
    private static final int CHARGE_TYPE = EncodedRecord.position("x_ChargeType");
    private static final int BILLED = EncodedRecord.position("BilledCost");
    private static final int CHARGE_START = EncodedRecord.position("ChargePeriodStart");
    private static final int DATA_SET = EncodedRecord.position("x_DataSet");
    private static final int DELIVERY = EncodedRecord.position("x_DeliveryId");
    private static final int DELIVERY_TIME = EncodedRecord.position("x_DeliveryTime");
    private static final int LINE_KEY = EncodedRecord.position("x_LineKey");

    static CostFacts of(EncodedRecord cost, int partition, long offset) {
        return new CostFacts(
                cost.text(PROVIDER),
                cost.text(ACCOUNT),
                day(cost.number(PERIOD)),
                cost.text(CURRENCY),
                cost.has(INVOICE) ? Optional.of(cost.text(INVOICE)).filter(text -> !text.isEmpty()) : Optional.empty(),
                cost.text(CATEGORY),
                orEmpty(cost, LINE_ITEM_TYPE),
                orEmpty(cost, CHARGE_TYPE),
                new BigDecimal(
                        cost.unscaled(BILLED), EncodedRecord.FIELDS.get(BILLED).scale()),
                day(cost.number(CHARGE_START)),
                cost.text(DATA_SET),
                cost.text(DELIVERY),
                Instant.ofEpochMilli(cost.number(DELIVERY_TIME)),
                cost.text(LINE_KEY),
                partition,
                offset);
    }

    private static String orEmpty(EncodedRecord cost, int field) {
        return cost.has(field) ? cost.text(field) : "";
    }

    private static LocalDate day(long milliseconds) {
        return Instant.ofEpochMilli(milliseconds).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** As bytes that {@link #decode} reads. */
    byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(provider);
            out.writeUTF(account);
            out.writeLong(period.toEpochDay());
            out.writeUTF(currency);
            out.writeUTF(invoice.orElse(""));
            out.writeUTF(category);
            out.writeUTF(lineItemType);
            out.writeUTF(chargeType);
            out.writeInt(billedCost.scale());
            byte[] digits = billedCost.unscaledValue().toByteArray();
            out.writeInt(digits.length);
            out.write(digits);
            out.writeLong(chargeStart.toEpochDay());
            out.writeUTF(dataSet);
            out.writeUTF(deliveryId);
            out.writeLong(deliveryTime.toEpochMilli());
            out.writeUTF(lineKey);
            out.writeInt(partition);
            out.writeLong(offset);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep what is known of a record: " + e, e);
        }
        return bytes.toByteArray();
    }

    static CostFacts decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new CostFacts(
                    in.readUTF(),
                    in.readUTF(),
                    LocalDate.ofEpochDay(in.readLong()),
                    in.readUTF(),
                    Optional.of(in.readUTF()).filter(text -> !text.isEmpty()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    decimal(in),
                    LocalDate.ofEpochDay(in.readLong()),
                    in.readUTF(),
                    in.readUTF(),
                    Instant.ofEpochMilli(in.readLong()),
                    in.readUTF(),
                    in.readInt(),
                    in.readLong());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read what is known of a record: " + e, e);
        }
    }

    private static BigDecimal decimal(DataInputStream in) throws IOException {
        int scale = in.readInt();
        return new BigDecimal(new BigInteger(in.readNBytes(in.readInt())), scale);
    }
}
