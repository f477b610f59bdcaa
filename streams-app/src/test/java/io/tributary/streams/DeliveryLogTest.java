package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tributary.schemas.RawPage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The line that is logged for each delivery that ends: once, whatever its state is. */
class DeliveryLogTest {

    private static final Instant FIRST = Harness.START;
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(1));
    private static final String NAMED = "account=012345678901 period=2025-11-01 dataSet=aws.cur.legacy";

    @TempDir
    private Path state;

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.tributary.streams.compare.DeliveryLog");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Harness harness;

    @BeforeEach
    void start() {
        log.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(log);
        harness = new Harness(state, Map.of());
    }

    @AfterEach
    void stop() {
        harness.close();
        logger.detachAppender(log);
        logger.setLevel(Level.WARN);
        logger.setAdditive(true);
    }

    @Test
    void completeDeliveryIsLoggedOnceWithItsRowsAndMoney() {
        List<RawPage> pages = bill("d1", "1.50", "2")
                .row("lineItem/CurrencyCode", "INR", "lineItem/UnblendedCost", "80")
                .delivered("d1", FIRST);
        harness.send(pages);
        harness.advanceWallClock(Duration.ofSeconds(2));
        harness.send(pages);

        assertThat(lines())
                .containsExactly(
                        "Delivery ended state=COMPLETE " + NAMED + " delivery=d1 rows=3 billed=[80 INR, 3.5 USD]");
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsOnly(Level.INFO);
    }

    @Test
    void openDeliveryIsNotLogged() {
        harness.send(bill("d1", "1", "2").delivered("d1", FIRST).get(0));
        harness.advanceWallClock(Duration.ofSeconds(2));

        assertThat(harness.deliveries()).containsKey("d1");
        assertThat(lines()).isEmpty();
    }

    @Test
    void abandonedDeliveryIsLoggedWhenTheNextOneBegins() {
        harness.send(bill("d1", "1", "2").delivered("d1", FIRST).get(0));
        harness.send(bill("d2", "1", "3").delivered("d2", SECOND));

        assertThat(lines())
                .containsExactly(
                        "Delivery ended state=ABANDONED " + NAMED + " delivery=d1 rows=2 billed=[3 USD]",
                        "Delivery ended state=COMPLETE " + NAMED + " delivery=d2 rows=2 billed=[4 USD]");
    }

    @Test
    void incompleteDeliveryIsLogged() {
        List<RawPage> pages = bill("d1", "1", "2").usage("c", "4").delivered("d1", FIRST);
        harness.send(pages.get(0));
        harness.send(pages.get(pages.size() - 1));

        assertThat(lines())
                .containsExactly("Delivery ended state=INCOMPLETE " + NAMED + " delivery=d1 rows=2 billed=[3 USD]");
    }

    @Test
    void heldDeliveryIsLogged() {
        harness.send(bill("d1", "1", "2").usage("c", "4").delivered("d1", FIRST));
        harness.send(Report.of("d2").usage("a", "1").delivered("d2", SECOND));

        assertThat(lines())
                .last()
                .isEqualTo("Delivery ended state=HELD " + NAMED + " delivery=d2 rows=1 billed=[1 USD]");
    }

    @Test
    void supersededDeliveryIsLoggedOnce() {
        harness.send(bill("d2", "1", "2").delivered("d2", SECOND));
        harness.send(bill("d1", "8", "9").usage("c", "1").delivered("d1", FIRST));

        assertThat(lines())
                .hasSize(2)
                .last()
                .isEqualTo("Delivery ended state=SUPERSEDED " + NAMED + " delivery=d1 rows=0 billed=[]");
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Report bill(String lineItems, String first, String second) {
        return Report.of(lineItems).usage("a", first).usage("b", second);
    }
}
