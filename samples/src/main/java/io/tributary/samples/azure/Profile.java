package io.tributary.samples.azure;

import java.math.BigDecimal;

/**
 * The recipient of an invoice.
 *
 * @param id the enrollment (EA) or the billing profile (MCA); blank under MOSA
 * @param name its display name
 * @param invoiceSection the invoice section of its subscriptions
 * @param currency ISO 4217 code of the invoice
 * @param exchangeRate units of that currency for one of the price list's
 */
record Profile(String id, String name, String invoiceSection, String currency, BigDecimal exchangeRate) {}
