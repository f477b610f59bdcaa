package io.tributary.streams.compare;

import io.tributary.schemas.Claim;
import io.tributary.schemas.ClaimedPart;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.streams.compare.StatementState.Claimed;
import io.tributary.streams.normalize.AccountClaims;
import io.tributary.streams.normalize.NormalizedPage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Keeps what a reading bills to which accounts, and publishes it once its delivery is complete. */
final class StatementClaims {

    private static final int SCALE = 24;

    /** The number under which is kept what rows bill that were not looked at. */
    private static final int NO_PAGE = -1;

    private final DeliveryStore deliveries;
    private final Emitter emitter;

    StatementClaims(DeliveryStore deliveries, Emitter emitter) {
        this.deliveries = deliveries;
        this.emitter = emitter;
    }

    /** Keeps what the records of a page bill. */
    void keep(Statement statement, int page, NormalizedPage normalized) {
        Map<AccountClaims.Claimed, BigDecimal> billed = normalized.claims().billed();
        if (billed.isEmpty()) {
            return;
        }
        deliveries.putClaims(statement.key, statement.current.generation, page, billed);
        Claimed before = statement.claimed;
        Set<String> accounts = new TreeSet<>(statement.claimed.accounts());
        billed.keySet().forEach(claimed -> accounts.add(claimed.billingAccountId()));
        boolean hasParts = billed.keySet().stream().anyMatch(claimed -> !claimed.isWhole());
        statement.claimed = new Claimed(accounts, statement.claimed.inParts() || hasParts || accounts.size() > 1);
        if (statement.claimed.inParts()
                && !before.inParts()
                && !before.accounts().isEmpty()) {
            keepNotLookedAt(statement, before.accounts().iterator().next());
        }
    }

    /** Keeps what the reading's rows bill that were known as they are until now, all of them of the one account. */
    private void keepNotLookedAt(Statement statement, String account) {
        Reading reading = statement.current;
        Map<AccountClaims.Claimed, BigDecimal> left = new TreeMap<>();
        for (CurrencyTotals totals : reading.delivery().getTotals()) {
            left.put(new AccountClaims.Claimed(account, true, "", totals.getCurrency()), totals.getBilledCost());
        }
        deliveries
                .claims(statement.key, reading.generation)
                .forEach((claimed, billed) -> left.computeIfPresent(
                        new AccountClaims.Claimed(account, true, "", claimed.currency()),
                        (whole, amount) -> amount.subtract(billed)));
        left.values().removeIf(amount -> amount.signum() == 0);
        deliveries.putClaims(statement.key, reading.generation, NO_PAGE, left);
    }

    /** Publishes what {@code reading}, which is complete, bills, and takes back what is billed no more. */
    void publish(Statement statement, Reading reading, long timestamp) {
        if (statement.claimed.accounts().isEmpty()) {
            return;
        }
        Map<String, Claim> claims = statement.live == 0 ? Map.of() : claims(statement, reading);
        for (String account : statement.claimed.accounts()) {
            if (!claims.containsKey(account)) {
                emitter.claim(key(reading.delivery(), account, statement), null, timestamp);
            }
        }
        claims.forEach(
                (account, claim) -> emitter.claim(key(reading.delivery(), account, statement), claim, timestamp));
        statement.claimed = new Claimed(claims.keySet(), statement.claimed.inParts());
    }

    private Map<String, Claim> claims(Statement statement, Reading reading) {
        Map<String, Claim> claims = new TreeMap<>();
        if (!statement.claimed.inParts()) {
            // Rows that are known as they are were not looked at: all of them are of the one account.
            String account = statement.claimed.accounts().iterator().next();
            Claim claim = claim(reading.delivery(), account, true);
            for (CurrencyTotals totals : reading.delivery().getTotals()) {
                claim.getParts().add(part("", totals.getCurrency(), totals.getBilledCost()));
            }
            claims.put(account, claim);
            return claims;
        }
        deliveries.claims(statement.key, reading.generation).forEach((claimed, billed) -> {
            Claim claim = claims.computeIfAbsent(
                    claimed.billingAccountId(), account -> claim(reading.delivery(), account, false));
            claim.setWhole(claim.getWhole() || claimed.isWhole());
            claim.getParts().add(part(claimed.subAccountId(), claimed.currency(), billed));
        });
        return claims;
    }

    private static Claim claim(Delivery delivery, String account, boolean isWhole) {
        List<ClaimedPart> parts = new ArrayList<>();
        return Claim.newBuilder()
                .setProvider(delivery.getProvider())
                .setBillingAccountId(account)
                .setBillingPeriodStart(delivery.getBillingPeriodStart())
                .setBillingPeriodEnd(delivery.getBillingPeriodEnd())
                .setStatedBy(delivery.getBillingAccountId())
                .setScope(delivery.getScope())
                .setDeliveryId(delivery.getDeliveryId())
                .setDeliveryTime(delivery.getDeliveryTime())
                .setWhole(isWhole)
                .setParts(parts)
                .build();
    }

    private static ClaimedPart part(String subAccountId, String currency, BigDecimal billed) {
        return new ClaimedPart(subAccountId, currency, billed.setScale(SCALE, RoundingMode.UNNECESSARY));
    }

    private static String key(Delivery delivery, String account, Statement statement) {
        return Keys.claim(
                delivery.getProvider(), account, delivery.getBillingPeriodStart(), Long.toHexString(statement.key));
    }
}
