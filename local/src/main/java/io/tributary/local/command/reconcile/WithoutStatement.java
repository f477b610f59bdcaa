package io.tributary.local.command.reconcile;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What records of a period that has statements come to, and no statement is of: an invoice that the bill itself names,
 * or what it has not invoiced.
 *
 * @param provider aws, azure, gcp or another
 * @param account the account as its records name it
 * @param period first day of the period
 * @param invoice the invoice that the records name; empty where they name none
 * @param currency ISO 4217 code
 * @param records how many they are
 * @param amount their BilledCost
 */
public record WithoutStatement(
        String provider,
        String account,
        LocalDate period,
        Optional<String> invoice,
        String currency,
        long records,
        BigDecimal amount) {}
