package io.tributary.streams.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The generated positions are those of the schema. */
class CostColumnsTest {

    @Test
    void everyFieldHasItsPosition() throws IllegalAccessException {
        Map<String, Integer> expected = new LinkedHashMap<>();
        for (Schema.Field field : CostRecord.getClassSchema().getFields()) {
            expected.put(field.name().replace("_", "").toLowerCase(java.util.Locale.ROOT), field.pos());
        }
        Map<String, Integer> generated = new LinkedHashMap<>();
        for (Field constant : CostColumns.class.getDeclaredFields()) {
            generated.put(
                    constant.getName().replace("_", "").toLowerCase(java.util.Locale.ROOT), constant.getInt(null));
        }

        assertThat(generated).isEqualTo(expected);
    }

    @Test
    void namesAreTheFieldsInUpperCase() {
        assertThat(CostColumns.BILLED_COST).isEqualTo(CostField.position("BilledCost"));
        assertThat(CostColumns.X_UNIT_PRICE_DROPPED).isEqualTo(CostField.position("x_UnitPriceDropped"));
    }
}
