package io.tributary.local.command.deliveries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.Delivery;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

/** Finds the account's period that a user means. */
class AccountPeriodTest {

    private static final String SCOPE = "subscriptions/11111111-aaaa-bbbb-cccc-222222222222";
    private static final List<Delivery> KNOWN = List.of(
            SampleDeliveries.of("azure", "azure.amortized", SCOPE, LocalDate.of(2026, 10, 1), "one"),
            SampleDeliveries.of("azure", "azure.actual", "subscriptions/3", LocalDate.of(2026, 10, 3), "two"),
            SampleDeliveries.of("azure", "azure.actual", "subscriptions/3", LocalDate.of(2026, 10, 31), "three"));

    @Test
    void scopeIsMeantInAnyCaseAndWithASlashBeforeIt() {
        assertThat(List.of(SCOPE, "/" + SCOPE, "/Subscriptions/11111111-AAAA-bbbb-cccc-222222222222"))
                .allSatisfy(account -> assertThat(
                                AccountPeriod.meant(account, "2026-10", KNOWN).account())
                        .isEqualTo(SCOPE));
    }

    @Test
    void periodsThatBeginInOneMonthAreToldApartByTheirFirstDays() {
        assertThat(AccountPeriod.meant("subscriptions/3", "2026-10-31", KNOWN).periodStart())
                .isEqualTo(LocalDate.of(2026, 10, 31));
        assertThatThrownBy(() -> AccountPeriod.meant("subscriptions/3", "2026-10", KNOWN))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("subscriptions/3, 2026-10-03", "subscriptions/3, 2026-10-31");
    }

    @Test
    void whatIsNotKnownIsRefusedWithWhatIs() {
        assertThatThrownBy(() -> AccountPeriod.meant("subscriptions/4", "2026-10", KNOWN))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("subscriptions/4, 2026-10", SCOPE + ", 2026-10", "subscriptions/3");
    }
}
