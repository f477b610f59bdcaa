package io.tributary.streams.normalize.aws;

import static io.tributary.streams.normalize.focus.FocusDialect.Identifying.exact;
import static java.util.Map.entry;

import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.focus.FocusColumns;
import io.tributary.streams.normalize.focus.FocusDialect;
import io.tributary.streams.normalize.focus.FocusVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AWS Data Exports' FOCUS tables: FOCUS_1_0_AWS and FOCUS_1_2_AWS. Sources: AWS's description of their columns and of
 * how they deviate from FOCUS.
 */
public final class AwsFocus implements FocusDialect {

    private static final Map<String, List<String>> OTHER_NAMES = Map.ofEntries(
            // As in Cost and Usage Reports, whose usage type is the meter. FOCUS_1_2_AWS has it as SkuMeter only.
            entry("SkuMeter", List.of("x_UsageType")),
            entry("ServiceName", List.of("x_ServiceCode")),
            entry("x_CostCategories", List.of()),
            entry("x_Discounts", List.of()),
            entry("x_Operation", List.of()),
            entry("x_ServiceCode", List.of()),
            entry("x_UsageType", List.of()));

    /**
     * AWS gives rows no ids. Besides amounts, columns are left out that AWS fills while a period is open: invoices and
     * their issuers, tags, cost categories and discounts, and names.
     */
    private static final List<Identifying> IDENTIFYING = List.of(
            new Identifying(List.of("SubAccountId"), Comparison.WITHOUT_LEADING_ZEROS),
            exact("x_ServiceCode", "ServiceName"),
            exact("SkuMeter", "x_UsageType"),
            exact("x_Operation"),
            exact("SkuId"),
            exact("SkuPriceId"),
            exact("ResourceId"),
            exact("RegionId"),
            exact("AvailabilityZone"),
            exact("CommitmentDiscountId"),
            exact("CapacityReservationId"),
            exact("ChargeDescription"));

    private final Set<String> nullWords;

    /** @param nullWords words for no value, where the export passed through a tool that writes such */
    public AwsFocus(Set<String> nullWords) {
        this.nullWords = Set.copyOf(nullWords);
    }

    @Override
    public Provider provider() {
        return Provider.AWS;
    }

    @Override
    public String dataSet() {
        return "aws.focus";
    }

    @Override
    public Ownership ownership(RawPage page) {
        return new AwsOwnership(page.getBillingAccountId());
    }

    @Override
    public String mappingVersion() {
        return "aws.focus/3";
    }

    @Override
    public String statement(RawPage page) {
        // The same bill as every Cost and Usage Report of the payer's period.
        return Keys.scope(Provider.AWS.name(), "cur", page.getBillingAccountId(), page.getBillingPeriodStart(), "");
    }

    @Override
    public String providerName() {
        return "Amazon Web Services";
    }

    @Override
    public String billingAccountType(String billingAccountId) {
        return "Management account";
    }

    @Override
    public String subAccountType() {
        return "Account";
    }

    @Override
    public Map<String, List<String>> otherNames() {
        return OTHER_NAMES;
    }

    @Override
    public List<Identifying> identifying() {
        return IDENTIFYING;
    }

    @Override
    public Comparison accountComparison() {
        return Comparison.WITHOUT_LEADING_ZEROS;
    }

    @Override
    public Set<String> nullWords() {
        return nullWords;
    }

    @Override
    public String versionName(FocusVersion version) {
        return version.toString();
    }

    @Override
    public Rules rules(FocusColumns columns, RowReader reader) {
        return new AwsFocusRules(columns, reader);
    }
}
