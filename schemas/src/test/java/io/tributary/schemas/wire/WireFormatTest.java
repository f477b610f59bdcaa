package io.tributary.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** The five bytes before every value. */
class WireFormatTest {

    @Test
    void headerIsAZeroByteAndTheIdBigEndian() {
        assertThat(WireFormat.header(0x01020304)).containsExactly(0, 1, 2, 3, 4);
    }

    @Property
    void everyIdIsReadAsItWasWritten(@ForAll int id) {
        assertThat(WireFormat.schemaId(WireFormat.header(id))).isEqualTo(id);
    }

    @Test
    void headerIsWrittenAtTheOffset() {
        byte[] target = {9, 9, 9, 9, 9, 9, 9};

        WireFormat.writeHeader(5, target, 1);

        assertThat(target).containsExactly(9, 0, 0, 0, 0, 5, 9);
    }

    @Test
    void shortValueSaysHowLongItIs() {
        assertThatThrownBy(() -> WireFormat.schemaId(new byte[4]))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("4 bytes, expected at least 5");
    }

    @Test
    void otherMagicByteIsNamed() {
        assertThatThrownBy(() -> WireFormat.schemaId(new byte[] {(byte) 0xFF, 0, 0, 0, 1}))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("first byte is 255, expected 0");
    }
}
