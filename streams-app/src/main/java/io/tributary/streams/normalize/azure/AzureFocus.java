package io.tributary.streams.normalize.azure;

import static io.tributary.streams.normalize.focus.FocusDialect.Identifying.exact;
import static io.tributary.streams.normalize.focus.FocusDialect.Identifying.object;
import static io.tributary.streams.normalize.focus.FocusDialect.Identifying.withoutCase;
import static java.util.Map.entry;

import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer.Supplement;
import io.tributary.streams.normalize.JsonPairs;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.normalize.focus.FocusColumns;
import io.tributary.streams.normalize.focus.FocusDialect;
import io.tributary.streams.normalize.focus.FocusVersion;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Microsoft's FOCUS exports: 1.0-preview(v1), 1.0, 1.0r2 and 1.2-preview. Sources: Cost Management's description of the
 * FOCUS file, and the defects that Microsoft's own FinOps toolkit lists.
 */
public final class AzureFocus implements FocusDialect {

    private static final Map<String, List<String>> OTHER_NAMES = Map.ofEntries(
            entry("InvoiceId", List.of("x_InvoiceId")),
            entry("PricingCurrency", List.of("x_PricingCurrency")),
            entry("ContractedCost", List.of("x_ContractedCost", "x_OnDemandCost")),
            entry("ContractedUnitPrice", List.of("x_ContractedUnitPrice", "x_OnDemandUnitPrice")),
            entry("SkuMeter", List.of("x_SkuMeterName")),
            entry("ServiceName", List.of("x_SkuMeterCategory")),
            entry("x_MeterId", List.of("x_SkuMeterId")),
            entry("x_MeterCategory", List.of("x_SkuMeterCategory")),
            entry("x_MeterSubCategory", List.of("x_SkuMeterSubcategory")),
            entry("x_PartNumber", List.of("x_SkuPartNumber")),
            entry("x_OfferId", List.of("x_SkuOfferId")),
            entry("x_ResourceGroupName", List.of()),
            entry("x_CostCenter", List.of()),
            entry("x_InvoiceSectionId", List.of()),
            entry("x_ExchangeRate", List.of("x_BillingExchangeRate")),
            entry("x_PricingBlockSize", List.of()),
            entry("x_PricingUnitDescription", List.of()),
            entry("x_AdditionalInfo", List.of("x_SkuDetails")));

    // Microsoft's own list of what makes a row unique, without x_CostCenter, which it blanks when a period closes.
    private static final List<Identifying> IDENTIFYING = List.of(
            withoutCase("CommitmentDiscountId"),
            withoutCase("RegionId", "Region"),
            withoutCase("ResourceId"),
            withoutCase("ResourceName"),
            exact("SkuPriceId"),
            withoutCase("SubAccountId"),
            object("Tags"),
            exact("x_AccountOwnerId"),
            exact("x_InvoiceSectionId"),
            withoutCase("x_ResourceGroupName"),
            object("x_SkuDetails"),
            withoutCase("x_SkuMeterId"),
            exact("x_SkuOfferId"),
            exact("x_SkuPartNumber"),
            exact("x_SkuTier"));

    private final Set<String> nullWords;

    /** @param nullWords words for no value, where the export passed through a tool that writes such */
    public AzureFocus(Set<String> nullWords) {
        this.nullWords = Set.copyOf(nullWords);
    }

    @Override
    public Set<String> nullWords() {
        return nullWords;
    }

    /** Invoice sections, regions and cost centers of what was not assigned to any. */
    @Override
    public Set<String> placeholders() {
        return Set.of("-2", "unassigned");
    }

    @Override
    public Provider provider() {
        return Provider.AZURE;
    }

    @Override
    public String dataSet() {
        return "azure.focus";
    }

    @Override
    public Ownership ownership(RawPage page) {
        return AzureOwnership.of(page.getBillingAccountId());
    }

    @Override
    public String mappingVersion() {
        return "azure.focus/4";
    }

    @Override
    public String statement(RawPage page) {
        // The same money as amortized and actual costs together.
        return AzureStatements.of(page, CostsRole.ACTUAL);
    }

    @Override
    public Optional<Supplement> supplement(RawPage page) {
        return AzureStatements.supplement(page, CostsRole.ACTUAL);
    }

    @Override
    public String providerName() {
        return "Microsoft";
    }

    @Override
    public String billingAccountType(String billingAccountId) {
        String id = billingAccountId.toLowerCase(Locale.ROOT);
        if (id.contains("billingprofiles/")) {
            return "Billing Profile";
        }
        return id.contains("subscriptions/") ? "Subscription" : "Billing Account";
    }

    @Override
    public String subAccountType() {
        return "Subscription";
    }

    @Override
    public boolean isAmortized() {
        return true;
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
    public String canonicalObject(String text) {
        return JsonPairs.of(text)
                .map(object -> object.pairs().isEmpty() ? "" : object.canonical())
                .orElse(text);
    }

    @Override
    public String versionName(FocusVersion version) {
        switch (version) {
            case PREVIEW_1_0:
                return "1.0-preview(v1)";
            case V1_2:
                return "1.2-preview";
            default:
                // 1.0r2 differs from 1.0 only in how it writes times: without a manifest it cannot be recognised.
                return version.toString();
        }
    }

    @Override
    public Rules rules(FocusColumns columns, RowReader reader) {
        return new MicrosoftRules(columns, reader);
    }

    /** The defects that only Microsoft's exports have. */
    private static final class MicrosoftRules implements Rules {

        private static final int COMMITMENT_DISCOUNT_ID = CostColumns.COMMITMENT_DISCOUNT_ID;
        private static final int BILLING_ACCOUNT_TYPE = CostColumns.BILLING_ACCOUNT_TYPE;
        private static final int INVOICE_ID = CostColumns.INVOICE_ID;
        private static final int SERVICE_PROVIDER_NAME = CostColumns.SERVICE_PROVIDER_NAME;
        private static final int X_PRICING_BLOCK_SIZE = CostColumns.X_PRICING_BLOCK_SIZE;

        private static final byte[] BILLING_ACCOUNT = text("Billing Account");
        private static final byte[] VENDOR = text("Vendor");

        private static final BigDecimal HUNDREDTH = new BigDecimal("0.01");

        private final RowReader reader;
        private final int commitmentDiscountId;
        private final int publisherName;
        private final int publisherCategory;
        private final int serviceProviderName;
        private final int serviceName;
        private final int listUnitPrice;
        private final int contractedUnitPrice;

        MicrosoftRules(FocusColumns columns, RowReader reader) {
            this.reader = reader;
            commitmentDiscountId = columns.find("CommitmentDiscountId");
            publisherName = columns.find("PublisherName");
            publisherCategory = columns.find("x_PublisherCategory");
            serviceProviderName = columns.find("ServiceProviderName");
            serviceName = columns.find("ServiceName");
            listUnitPrice = columns.find("ListUnitPrice");
            contractedUnitPrice = columns.find("ContractedUnitPrice");
        }

        @Override
        public void apply(SourceRow row, CostRow record, Set<SourceDefect> defects, Kept kept) {
            commitmentDiscountId(row, record, defects, kept);
            seller(row, record, defects);
            if (reader.isBlank(serviceName)) {
                defects.add(SourceDefect.SERVICE_NAME_MISSING);
            }
            if (!record.has(INVOICE_ID) && record.isText(BILLING_ACCOUNT_TYPE, BILLING_ACCOUNT)) {
                // Enterprise Agreements; other accounts have none until they are invoiced.
                defects.add(SourceDefect.INVOICE_ID_MISSING);
            }
            if (record.has(CostColumns.X_TAGS_RAW)) {
                defects.add(SourceDefect.VALUE_UNREADABLE);
            }
            if (lacksBlockSize(record)) {
                defects.add(SourceDefect.CONTRACTED_COST_BLOCK_SIZE);
            }
        }

        /** Ids of Azure are the same in any case; Azure's other data sets write them in lower case. */
        private void commitmentDiscountId(SourceRow row, CostRow record, Set<SourceDefect> defects, Kept kept) {
            if (reader.isBlank(commitmentDiscountId)) {
                return;
            }
            String id = row.string(commitmentDiscountId);
            String smallLetters = id.toLowerCase(Locale.ROOT);
            if (!id.equals(smallLetters)) {
                record.text(COMMITMENT_DISCOUNT_ID, text(smallLetters));
                kept.keep(commitmentDiscountId);
                defects.add(SourceDefect.COMMITMENT_DISCOUNT_ID_CASE);
            }
        }

        /** Up to 1.2 the seller of a marketplace offer is in PublisherName; from 1.3 on it is the service provider. */
        private void seller(SourceRow row, CostRow record, Set<SourceDefect> defects) {
            if (publisherName < 0) {
                return;
            }
            if (reader.isBlank(publisherName)) {
                defects.add(SourceDefect.PUBLISHER_NAME_MISSING);
            } else if (serviceProviderName < 0 && reader.is(publisherCategory, VENDOR)) {
                record.text(
                        SERVICE_PROVIDER_NAME,
                        row.source(publisherName),
                        row.offset(publisherName),
                        row.length(publisherName));
            }
        }

        /** Whether ContractedCost is too small by the block size. */
        private boolean lacksBlockSize(CostRow record) {
            BigDecimal contracted = record.decimal(CostColumns.CONTRACTED_COST);
            if (!record.has(X_PRICING_BLOCK_SIZE) || contracted.signum() == 0) {
                return false;
            }
            BigDecimal block = record.decimal(X_PRICING_BLOCK_SIZE);
            if (block.compareTo(BigDecimal.ONE) <= 0) {
                return false;
            }
            BigDecimal whole = contracted.multiply(block);
            return near(whole, record.decimal(CostColumns.EFFECTIVE_COST)) || nearListCost(record, whole);
        }

        /**
         * List and contracted cost have the same quantity: list cost x contracted price = contracted cost x list price.
         */
        private boolean nearListCost(CostRow record, BigDecimal contracted) {
            BigDecimal listPrice = reader.optionalMoney(listUnitPrice);
            BigDecimal contractedPrice = reader.optionalMoney(contractedUnitPrice);
            if (listPrice == null || contractedPrice == null) {
                return false;
            }
            return near(
                    contracted.multiply(listPrice),
                    record.decimal(CostColumns.LIST_COST).multiply(contractedPrice));
        }

        /** Prices are rounded. Blocks are tens at least, so a hundredth is enough to rule out rounding. */
        private static boolean near(BigDecimal one, BigDecimal other) {
            return other.signum() != 0
                    && one.subtract(other).abs().compareTo(other.abs().multiply(HUNDREDTH)) <= 0;
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
