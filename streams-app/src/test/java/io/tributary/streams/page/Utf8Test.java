package io.tributary.streams.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Well-formedness, compared with what the JDK's strict decoder says. */
class Utf8Test {

    @Property
    void textIsWellFormedUntilAByteOfItChanges(
            @ForAll String text, @ForAll @IntRange(max = 200) int place, @ForAll byte other) {
        byte[] bytes = text.getBytes(UTF_8);
        if (place < bytes.length) {
            bytes[place] = other;
        }
        assertThat(Utf8.isWellFormed(bytes, 0, bytes.length)).isEqualTo(isDecoded(bytes, 0));
    }

    @Property
    void sliceIsJudgedAlone(@ForAll @Size(max = 40) byte[] bytes, @ForAll @IntRange(max = 40) int from) {
        int offset = Math.min(from, bytes.length);
        assertThat(Utf8.isWellFormed(bytes, offset, bytes.length - offset)).isEqualTo(isDecoded(bytes, offset));
    }

    private static boolean isDecoded(byte[] bytes, int offset) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, bytes.length - offset));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
