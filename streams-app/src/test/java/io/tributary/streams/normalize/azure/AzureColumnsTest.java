package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.streams.deadletter.RejectedPageException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns are found under all the names that Azure has given them. */
class AzureColumnsTest {

    @ParameterizedTest
    @CsvSource({
        "CostInBillingCurrency, COST",
        "costInBillingCurrency, COST",
        "PreTaxCost (PreTaxCost), COST",
        "properties.cost, COST",
        "Cost In_Billing Currency, COST",
        "'\uFEFFSubscriptionGuid', SUBSCRIPTION_ID",
        "'\uFEFF\"subscriptionGuid\"', SUBSCRIPTION_ID",
        "Abonnement-GUID (SubscriptionGuid), SUBSCRIPTION_ID",
        "Kategorie der Verbrauchseinheit (MeterCategory), METER_CATEGORY",
        "Zusätzliche Informationen (AdditionalInfo), ADDITIONAL_INFO",
        "Maßeinheit (UnitOfMeasure), UNIT_OF_MEASURE",
        "properties.meterDetails.unitOfMeasure, UNIT_OF_MEASURE",
        "properties.billingCurrencyCode, BILLING_CURRENCY",
        "properties.usageDate, DATE",
        "INSTANCENAME, RESOURCE_ID",
        "MeterSubcategory, METER_SUB_CATEGORY",
        "properties.tags, TAGS",
        "tags, TAGS"
    })
    void columnIsFound(String name, AzureColumn column) {
        AzureColumns columns = AzureColumns.of(List.of("Date", "BillingCurrency", "CostInBillingCurrency", "x", name));

        assertThat(columns.indexes(column)).containsAnyOf(0, 1, 2, 4);
        assertThat(AzureColumn.valueOf(column.name()).names).contains(AzureColumns.canonical(name));
    }

    @Test
    void headerThatLacksWhatEveryRowNeedsIsRejectedNamingIt() {
        assertThatThrownBy(() -> AzureColumns.of(List.of("SubscriptionId", "UsageDateTime", "MeterCategory")))
                .isInstanceOf(RejectedPageException.class)
                .hasMessageContaining("billingcurrencycode or billingcurrency or currency")
                .hasMessageContaining("costinbillingcurrency or cost or pretaxcost")
                .hasMessageNotContaining("usagedatetime");
    }

    @Test
    void secondOfTwoColumnsOfTheSameNameIsKept() {
        AzureColumns columns =
                AzureColumns.of(List.of("Date", "Currency", "Cost", "Resource Id", "ResourceId", "InstanceName"));

        assertThat(columns.index(AzureColumn.RESOURCE_ID)).isEqualTo(3);
        assertThat(columns.others)
                .filteredOn(other -> other.meaning() == null)
                .extracting(AzureColumns.Other::index)
                .containsExactly(4);
    }

    @Test
    void namesThatTheApiGivesAnewAreNoColumns() {
        AzureColumns columns = AzureColumns.of(List.of(
                "id", "name", "etag", "kind", "properties.date", "properties.billingCurrency", "properties.cost"));

        assertThat(columns.rowName()).isEqualTo(1);
        assertThat(columns.others).extracting(AzureColumns.Other::index).containsExactlyInAnyOrder(3, 4, 5, 6);
    }
}
