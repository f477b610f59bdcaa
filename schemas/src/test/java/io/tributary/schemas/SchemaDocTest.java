package io.tributary.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the schemas promise: a word on every field, and the columns of FOCUS by their names and types. */
class SchemaDocTest {

    private static final String TEXT = "string";
    private static final String TIME = "timestamp-millis";
    private static final String MONEY = "decimal(38,24)";
    private static final String QUANTITY = "decimal(38,15)";

    /** The Cost and Usage data set of FOCUS 1.4. Its JSON columns are text. */
    private static final Map<String, String> FOCUS = Map.ofEntries(
            Map.entry("AllocatedMethodId", TEXT),
            Map.entry("AllocatedMethodDetails", TEXT),
            Map.entry("AllocatedResourceId", TEXT),
            Map.entry("AllocatedResourceName", TEXT),
            Map.entry("AllocatedTags", TEXT),
            Map.entry("AvailabilityZone", TEXT),
            Map.entry("BilledCost", MONEY),
            Map.entry("BillingAccountId", TEXT),
            Map.entry("BillingAccountName", TEXT),
            Map.entry("BillingAccountType", TEXT),
            Map.entry("BillingCurrency", TEXT),
            Map.entry("BillingPeriodEnd", TIME),
            Map.entry("BillingPeriodStart", TIME),
            Map.entry("CapacityReservationId", TEXT),
            Map.entry("CapacityReservationStatus", TEXT),
            Map.entry("ChargeCategory", TEXT),
            Map.entry("ChargeClass", TEXT),
            Map.entry("ChargeDescription", TEXT),
            Map.entry("ChargeFrequency", TEXT),
            Map.entry("ChargePeriodEnd", TIME),
            Map.entry("ChargePeriodStart", TIME),
            Map.entry("CommitmentDiscountCategory", TEXT),
            Map.entry("CommitmentDiscountId", TEXT),
            Map.entry("CommitmentDiscountName", TEXT),
            Map.entry("CommitmentDiscountQuantity", QUANTITY),
            Map.entry("CommitmentDiscountStatus", TEXT),
            Map.entry("CommitmentDiscountType", TEXT),
            Map.entry("CommitmentDiscountUnit", TEXT),
            Map.entry("CommitmentProgramEligibilityDetails", TEXT),
            Map.entry("ConsumedQuantity", QUANTITY),
            Map.entry("ConsumedUnit", TEXT),
            Map.entry("ContractApplied", TEXT),
            Map.entry("ContractedCost", MONEY),
            Map.entry("ContractedUnitPrice", MONEY),
            Map.entry("EffectiveCost", MONEY),
            Map.entry("HostProviderName", TEXT),
            Map.entry("InvoiceDetailId", TEXT),
            Map.entry("InvoiceId", TEXT),
            Map.entry("InvoiceIssuerName", TEXT),
            Map.entry("ListCost", MONEY),
            Map.entry("ListUnitPrice", MONEY),
            Map.entry("PricingCategory", TEXT),
            Map.entry("PricingCurrency", TEXT),
            Map.entry("PricingCurrencyContractedUnitPrice", MONEY),
            Map.entry("PricingCurrencyEffectiveCost", MONEY),
            Map.entry("PricingCurrencyListUnitPrice", MONEY),
            Map.entry("PricingQuantity", QUANTITY),
            Map.entry("PricingUnit", TEXT),
            Map.entry("RegionId", TEXT),
            Map.entry("RegionName", TEXT),
            Map.entry("ResourceId", TEXT),
            Map.entry("ResourceName", TEXT),
            Map.entry("ResourceType", TEXT),
            Map.entry("ServiceProviderName", TEXT),
            Map.entry("ServiceCategory", TEXT),
            Map.entry("ServiceName", TEXT),
            Map.entry("ServiceSubcategory", TEXT),
            Map.entry("SkuId", TEXT),
            Map.entry("SkuMeter", TEXT),
            Map.entry("SkuPriceDetails", TEXT),
            Map.entry("SkuPriceId", TEXT),
            Map.entry("SubAccountId", TEXT),
            Map.entry("SubAccountName", TEXT),
            Map.entry("SubAccountType", TEXT),
            Map.entry("Tags", TEXT));

    /** Amounts whose sum means nothing, and why. */
    private static final Map<String, String> NOT_ADDITIVE = Map.of(
            "ContractedUnitPrice", "a price of one unit",
            "ListUnitPrice", "a price of one unit",
            "PricingCurrencyContractedUnitPrice", "a price of one unit",
            "PricingCurrencyListUnitPrice", "a price of one unit",
            "x_PricingBlockSize", "a ratio of two units");

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordAndFieldSaysWhatItMeans(Schema record) {
        assertThat(record.getDoc()).as("doc of %s", record.getFullName()).isNotBlank();
        assertThat(record.getFields())
                .allSatisfy(field -> assertThat(field.doc())
                        .as("doc of %s.%s", record.getName(), field.name())
                        .isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyFieldThatMayBeAbsentIsAbsentByDefault(Schema record) {
        assertThat(record.getFields())
                .filteredOn(field -> field.schema().isNullable())
                .allSatisfy(field -> {
                    assertThat(field.schema().getTypes().get(0).getType())
                            .as("first type of %s.%s", record.getName(), field.name())
                            .isEqualTo(Schema.Type.NULL);
                    assertThat(field.hasDefaultValue())
                            .as("default of %s.%s", record.getName(), field.name())
                            .isTrue();
                });
    }

    @Test
    void costRecordHasTheColumnsOfFocusAndItsOwnBeginWithX() {
        Map<String, String> columns = new TreeMap<>();
        CostRecord.getClassSchema().getFields().forEach(field -> columns.put(field.name(), column(field.schema())));
        Map<String, String> ours = new TreeMap<>(columns);
        ours.keySet().removeIf(name -> !name.startsWith("x_"));
        columns.keySet().removeAll(ours.keySet());

        assertThat(FOCUS).hasSize(65);
        assertThat(columns).isEqualTo(new TreeMap<>(FOCUS));
        assertThat(ours.values()).isSubsetOf(TEXT, TIME, MONEY, QUANTITY, "int", "long", "boolean");
    }

    @Test
    void everyAmountOfACostRecordAddsUpOrIsNamedWithTheReason() {
        assertThat(CostRecord.getClassSchema().getFields()).allSatisfy(field -> {
            boolean amount = column(field.schema()).startsWith("decimal");
            assertThat(field.getObjectProp("additive"))
                    .as("additive of %s", field.name())
                    .isEqualTo(amount && !NOT_ADDITIVE.containsKey(field.name()) ? true : null);
        });
        assertThat(CostRecord.getClassSchema().getFields().stream().map(Schema.Field::name))
                .containsAll(NOT_ADDITIVE.keySet());
    }

    @Test
    void ledgerEntryBeginsWithTheColumnsOfACostRecord() {
        List<Schema.Field> columns = CostRecord.getClassSchema().getFields();
        List<Schema.Field> entry = LedgerEntry.getClassSchema().getFields();

        assertThat(entry.subList(0, columns.size()).stream().map(SchemaDocTest::declared))
                .containsExactlyElementsOf(
                        columns.stream().map(SchemaDocTest::declared).toList());
        assertThat(entry.subList(columns.size(), entry.size()).stream().map(Schema.Field::name))
                .allMatch(name -> name.startsWith("x_Entry"));
    }

    /** All that a schema says of a field; lineage only matters where records are compared. */
    private static List<Object> declared(Schema.Field field) {
        boolean additive = field.getObjectProp("additive") != null;
        return List.of(field.name(), field.schema(), field.doc(), field.hasDefaultValue(), additive);
    }

    /** The schemas of the topics' values, and those of the records within them. */
    static Stream<Schema> records() {
        return Topics.all().stream()
                .map(Topic::valueType)
                .map(type -> SpecificData.getForClass(type).getSchema(type))
                .flatMap(SchemaDocTest::recordsWithin)
                .distinct();
    }

    private static Stream<Schema> recordsWithin(Schema schema) {
        return switch (schema.getType()) {
            case RECORD ->
                Stream.concat(
                        Stream.of(schema), schema.getFields().stream().flatMap(field -> recordsWithin(field.schema())));
            case ARRAY -> recordsWithin(schema.getElementType());
            case UNION -> schema.getTypes().stream().flatMap(SchemaDocTest::recordsWithin);
            default -> Stream.empty();
        };
    }

    private static String column(Schema schema) {
        List<Schema> types = schema.isUnion()
                ? schema.getTypes().stream()
                        .filter(type -> type.getType() != Schema.Type.NULL)
                        .toList()
                : List.of(schema);
        assertThat(types).hasSize(1);
        Schema type = types.get(0);
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
        }
        return type.getLogicalType() == null
                ? type.getType().getName()
                : type.getLogicalType().getName();
    }
}
