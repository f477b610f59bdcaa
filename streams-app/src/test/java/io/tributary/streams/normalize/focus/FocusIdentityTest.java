package io.tributary.streams.normalize.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.azure.AzureDataSets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows of Microsoft's FOCUS exports are the same line. */
class FocusIdentityTest {

    private static final NaturalKey BASE = key(Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BillingAccountId",
                "RegionId",
                "ResourceId",
                "ResourceName",
                "SkuPriceId",
                "SubAccountId",
                "Tags",
                "CommitmentDiscountId",
                "x_AccountOwnerId",
                "x_InvoiceSectionId",
                "x_ResourceGroupName",
                "x_SkuDetails",
                "x_SkuMeterId",
                "x_SkuOfferId",
                "x_SkuPartNumber",
                "x_SkuTier",
                "ChargeCategory",
                "ChargeClass",
                "ChargeFrequency",
                "PricingCategory",
                "CommitmentDiscountStatus"
            })
    void whatIdentifiesARowMakesItAnother(String column) {
        assertThat(key(Map.of(column, "another"))).isNotEqualTo(BASE);
    }

    @ParameterizedTest
    @CsvSource({
        "ChargePeriodStart, 2024-09-02T00:00:00Z",
        "ChargePeriodEnd, 2024-09-05T00:00:00Z",
        "BillingPeriodStart, 2024-09-02T00:00:00Z",
        "BillingCurrency, USD"
    })
    void anotherPeriodOrCurrencyMakesItAnother(String column, String value) {
        assertThat(key(Map.of(column, value))).isNotEqualTo(BASE);
    }

    @ParameterizedTest
    @CsvSource({
        "BilledCost, 2",
        "EffectiveCost, 2",
        "ListCost, 2",
        "ContractedUnitPrice, 2",
        "PricingQuantity, 2",
        "x_InvoiceId, G9",
        "x_CostCenter, ''",
        "x_BillingExchangeRate, 1.1",
        "SubAccountName, renamed",
        "BillingAccountName, renamed",
        "ServiceName, renamed",
        "x_SkuMeterName, renamed",
        "PublisherName, renamed",
        "ChargePeriodStart, 2024-09-03T00:00Z"
    })
    void whatChangesWhileAPeriodIsOpenDoesNot(String column, String value) {
        assertThat(key(Map.of(column, value))).isEqualTo(BASE);
    }

    @Test
    void idsOfAzureAreTheSameInEveryCase() {
        String resource = FocusCases.row(Map.of()).get("ResourceId");

        assertThat(key(Map.of("ResourceId", resource.toUpperCase(java.util.Locale.ROOT) + "/")))
                .isEqualTo(BASE);
    }

    @Test
    void tagsAreTheSameInEveryOrderAndWithBlanks() {
        assertThat(key(Map.of("Tags", "{\"b\":\"2\",\"a\":\"1\"}")))
                .isEqualTo(key(Map.of("Tags", "{\"a\": \"1\", \"b\": \"2\"}")));
    }

    @Test
    void anEmptyObjectIsABlank() {
        assertThat(key(Map.of("Tags", "{}"))).isEqualTo(key(Map.of("Tags", "")));
    }

    @Test
    void theNameOfAColumnInAnEarlierVersionChangesNothing() {
        Map<String, String> earlier = FocusCases.row(Map.of("Region", "westeurope"));
        earlier.remove("RegionId");

        assertThat(keyOf(earlier)).isEqualTo(BASE);
    }

    private static NaturalKey key(Map<String, String> changes) {
        return keyOf(FocusCases.row(changes));
    }

    private static NaturalKey keyOf(Map<String, String> row) {
        return AnyAccount.normalizer(900_000, AzureDataSets.focus())
                .normalize(FocusPages.of(List.of(row)))
                .records()
                .get(0)
                .key();
    }
}
