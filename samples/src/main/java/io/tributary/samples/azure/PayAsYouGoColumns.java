package io.tributary.samples.azure;

import static io.tributary.samples.azure.AzureColumn.always;
import static io.tributary.samples.azure.AzureColumn.blank;
import static io.tributary.samples.azure.AzureColumn.number;
import static io.tributary.samples.azure.AzureColumn.text;

import java.util.List;

/** The columns of usage details of a pay-as-you-go subscription: no charge types, and no commitments. */
final class PayAsYouGoColumns {

    static final List<AzureColumn> ALL = List.of(
            text("SubscriptionGuid", (c, data) -> c.subscription().guid()),
            text("ResourceGroup", (c, data) -> c.resource().group()),
            text("ResourceLocation", (c, data) -> c.resource().location()),
            text("UsageDateTime", (c, data) -> c.day().toString()),
            text("MeterCategory", (c, data) -> c.meter().category()),
            text("MeterSubcategory", (c, data) -> c.meter().subCategory()),
            text("MeterId", (c, data) -> c.meter().id()),
            text("MeterName", (c, data) -> c.meter().meterName()),
            always("MeterRegion", "US East"),
            number("UsageQuantity", (c, data) -> c.text(c.quantity())),
            number("ResourceRate", (c, data) -> c.text(c.effectivePrice(data))),
            number("PreTaxCost", (c, data) -> c.costText(data)),
            text("ConsumedService", (c, data) -> c.meter().resourceProvider()),
            text("ResourceType", (c, data) -> c.meter().resourceType()),
            text("InstanceId", (c, data) -> c.resource().id()),
            text("Tags", (c, data) -> c.resource().tags()),
            always("OfferId", "MS-AZR-0003P"),
            text("AdditionalInfo", (c, data) -> c.additionalInfo()),
            blank("ServiceInfo1"),
            blank("ServiceInfo2"),
            text("ServiceName", (c, data) -> c.meter().category()),
            text("ServiceTier", (c, data) -> c.meter().subCategory()),
            text("Currency", (c, data) -> c.profile().currency()),
            text("UnitOfMeasure", (c, data) -> c.meter().unit()));

    private PayAsYouGoColumns() {}
}
