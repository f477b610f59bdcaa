package io.tributary.extractors.azure.api;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.source.SourceDelivery.Choice;
import io.tributary.extractors.source.SourceDelivery.DeliveryHeader;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import java.util.Optional;

/**
 * What is requested: one view of one billing period of one billing scope.
 *
 * @param scope the billing scope
 * @param period the billing period
 * @param metric the view
 * @param dataSet the data set that the answer belongs to
 * @param choice what the view was chosen over
 */
public record Question(BillingScope scope, Period period, Metric metric, String dataSet, Choice choice) {

    public Question {
        requireNonNull(scope, "scope");
        requireNonNull(period, "period");
        requireNonNull(metric, "metric");
        requireNonNull(dataSet, "dataSet");
        requireNonNull(choice, "choice");
    }

    DeliveryHeader header(Run run, AccessPath path) {
        return new DeliveryHeader(
                Provider.AZURE.name(),
                dataSet,
                Optional.empty(),
                scope.id(),
                period.start(),
                period.end(),
                Keys.scope(Provider.AZURE.name(), dataSet, scope.id(), period.start(), path.source()),
                run.id(),
                run.time(),
                path.contentType(),
                choice);
    }

    @Override
    public String toString() {
        return metric.text() + " of " + scope + " in " + period.name();
    }
}
