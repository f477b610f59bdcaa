package io.tributary.local.command.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputsNotReadTest {

    @Test
    void waysToWriteAnInputAreOnePlaceAndOtherInputsAreOthers() {
        String bills = Path.of("bills").toAbsolutePath().toString();

        assertThat(InputsNotRead.place("bills")).isEqualTo(bills);
        assertThat(InputsNotRead.place("./bills/")).isEqualTo(bills);
        assertThat(InputsNotRead.place("bills?1"))
                .as("a question mark is a letter of a path")
                .isEqualTo(bills + "?1");
        assertThat(InputsNotRead.place("s3://bills/a/")).isEqualTo("s3://bills/a");
        assertThat(InputsNotRead.place("https://a.blob.core.windows.net/b?sig=secret"))
                .isEqualTo("https://a.blob.core.windows.net/b");
    }

    @Test
    void anInputThatIsReadIsNoLongerAmongThem() {
        InputsNotRead failed = InputsNotRead.none()
                .after(Map.of("s3://a", List.of("s3://a: no such bucket", "and more"), "s3://b", List.of()));

        assertThat(failed.places()).containsExactly("s3://a");
        assertThat(failed.notes()).as("this run says it itself").isEmpty();
    }
}
