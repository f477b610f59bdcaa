package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.DataSetNormalizer.Repeats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a query's rows state, and which of them are the same. */
class AzureQueryTest {

    private static final Map<String, String> ROW = row("Cost", "1.5");
    private static final NaturalKey BASE = key(CostsRole.ACTUAL, ROW);

    @ParameterizedTest
    @CsvSource({
        "AMORTIZED, azure.query.amortized, cost",
        "ACTUAL, azure.query.actual, cost",
        "COMMITMENTS, azure.query.actual.commitments, commitments"
    })
    void statesWhatLineDetailOfTheSameRoleStates(CostsRole role, String dataSet, String statement) {
        AzureQuery query = new AzureQuery(role);
        RawPage page = QueryPages.of(role).page(List.of(ROW));

        assertThat(query.dataSet()).isEqualTo(dataSet);
        assertThat(query.statement(page))
                .isEqualTo("azure/" + statement + "/providers/microsoft.billing/billingaccounts/8608480/2024-02-01/");
    }

    @ParameterizedTest
    @EnumSource(CostsRole.class)
    void rowsThatComeAgainAreAnOverlapOfPages(CostsRole role) {
        assertThat(new AzureQuery(role).repeats()).isEqualTo(Repeats.ARE_OVERLAP);
    }

    @Test
    void purchasesOfCommitmentsStandBesideAmortizedCostsButNotBesideActualOnes() {
        RawPage page = QueryPages.of(CostsRole.ACTUAL).page(List.of(ROW));

        assertThat(new AzureQuery(CostsRole.AMORTIZED).supplement(page))
                .hasValueSatisfying(
                        supplement -> assertThat(supplement.beside()).isTrue());
        assertThat(new AzureQuery(CostsRole.ACTUAL).supplement(page))
                .hasValueSatisfying(
                        supplement -> assertThat(supplement.beside()).isFalse());
        assertThat(new AzureQuery(CostsRole.COMMITMENTS).supplements(page))
                .hasValueSatisfying(supplemented -> assertThat(supplemented.dataSets())
                        .containsExactlyInAnyOrder("azure.amortized", "azure.query.amortized"));
    }

    @ParameterizedTest
    @CsvSource({
        "ChargeType, '\"Purchase\"'",
        "PricingModel, '\"Spot\"'",
        "ResourceId, '\"/subscriptions/1/resourceGroups/other\"'",
        "ServiceName, '\"Storage\"'",
        "UsageDate, 20240228",
        "Currency, '\"USD\"'"
    })
    void whatTheQueryGroupsByTellsRowsApart(String column, String value) {
        assertThat(key(CostsRole.ACTUAL, row(column, value))).isNotEqualTo(BASE);
    }

    @ParameterizedTest
    @CsvSource({"Cost, 2", "CostUSD, 2", "UsageQuantity, 3", "UsageDate, 2.0240229E7", "UsageDate, '\"20240229\"'"})
    void measuresAndTheFormOfADayDoNot(String column, String value) {
        assertThat(key(CostsRole.ACTUAL, row(column, value))).isEqualTo(BASE);
    }

    @Test
    void theOrderOfColumnsChangesNothing() {
        Map<String, String> turned = new LinkedHashMap<>();
        List<String> names = List.copyOf(ROW.keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            turned.put(names.get(i), ROW.get(names.get(i)));
        }

        assertThat(key(CostsRole.ACTUAL, turned)).isEqualTo(BASE);
    }

    @Test
    void anotherMeasureOfTheSameCostsIsAnotherRow() {
        assertThat(key(CostsRole.AMORTIZED, ROW)).isNotEqualTo(BASE);
    }

    @Test
    void aColumnThatComesTwiceCannotTellRowsApart() {
        Map<String, String> row = row("chargetype", "\"Usage\"");

        assertThatThrownBy(() -> key(CostsRole.ACTUAL, row))
                .isInstanceOf(RejectedPageException.class)
                .hasMessageContaining("chargetype twice");
    }

    private static Map<String, String> row(String column, String value) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("Cost", "1.5");
        row.put("CostUSD", "1.6");
        row.put("UsageQuantity", "2");
        row.put("UsageDate", "20240229");
        row.put("ResourceId", "\"/subscriptions/1/resourceGroups/web\"");
        row.put("ServiceName", "\"Virtual Machines\"");
        row.put("ChargeType", "\"Usage\"");
        row.put("PricingModel", "\"OnDemand\"");
        row.put("Currency", "\"EUR\"");
        row.put(column, value);
        return row;
    }

    private static NaturalKey key(CostsRole role, Map<String, String> row) {
        return AnyAccount.normalizer(900_000, new AzureQuery(role))
                .normalize(QueryPages.of(role).page(List.of(row)))
                .records()
                .get(0)
                .key();
    }
}
