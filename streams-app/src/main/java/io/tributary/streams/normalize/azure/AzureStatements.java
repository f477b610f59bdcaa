package io.tributary.streams.normalize.azure;

import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer.Supplement;
import io.tributary.streams.normalize.DataSetNormalizer.Supplemented;
import java.util.Optional;
import java.util.Set;

/**
 * The statements of Azure's data sets about a billing scope's period. Amortized costs leave the purchases of
 * commitments to a supplement; actual costs alone, and a FOCUS export, state the whole.
 */
final class AzureStatements {

    /** The data sets that leave purchases and refunds of commitments to a supplement. */
    private static final Set<String> SUPPLEMENTED = Set.of("azure.amortized", "azure.query.amortized");

    private AzureStatements() {}

    /** The statement of deliveries of a set with that role. */
    static String of(RawPage page, CostsRole role) {
        return Keys.scope(
                Provider.AZURE.name(), role.statement(), page.getBillingAccountId(), page.getBillingPeriodStart(), "");
    }

    /** The supplement of a set with that role: published beside it, or replaced by it. */
    static Optional<Supplement> supplement(RawPage page, CostsRole role) {
        return role == CostsRole.COMMITMENTS
                ? Optional.empty()
                : Optional.of(new Supplement(of(page, CostsRole.COMMITMENTS), role == CostsRole.AMORTIZED));
    }

    /** The statement that a set with that role supplements. */
    static Optional<Supplemented> supplements(RawPage page, CostsRole role) {
        return role == CostsRole.COMMITMENTS
                ? Optional.of(new Supplemented(of(page, CostsRole.AMORTIZED), SUPPLEMENTED))
                : Optional.empty();
    }
}
