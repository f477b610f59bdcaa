package io.tributary.samples.aws;

/** Which kinds of line a bill has. */
public enum LineItems {
    /** Usage, taxes, fees, credits, refunds, marketplace, discounts, and the lines of commitments. */
    STANDARD,
    /**
     * More kinds of commitment: reservations and Savings Plans with each payment option, instances of several sizes
     * under one reservation, reservations that AWS says less about (Dedicated Hosts, Redshift, DynamoDB), and refunds
     * and credits for them. Capacity reservations, and usage in Local Zones and Wavelength Zones.
     */
    ALL
}
