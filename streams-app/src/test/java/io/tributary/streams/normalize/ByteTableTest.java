package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

/** The table that is asked with a slice of bytes, against the JDK's. */
class ByteTableTest {

    @Property
    void valueIsThatOfTheKeyAndOfNoOther(
            @ForAll @Size(max = 200) Map<@AlphaChars @StringLength(max = 4) String, Integer> entries,
            @ForAll @Size(max = 50) List<@AlphaChars @StringLength(max = 4) String> others) {
        ByteTable<Integer> table = new ByteTable<>(entries);

        entries.keySet().forEach(key -> assertThat(get(table, key)).isEqualTo(entries.get(key)));
        others.forEach(key -> assertThat(get(table, key)).isEqualTo(entries.get(key)));
    }

    private static Integer get(ByteTable<Integer> table, String key) {
        byte[] bytes = ("x" + key + "x").getBytes(StandardCharsets.UTF_8);
        return table.get(bytes, 1, bytes.length - 2);
    }
}
