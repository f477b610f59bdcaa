package io.tributary.streams.normalize.focus;

import java.util.function.Predicate;

/** Versions of FOCUS whose columns tell them apart. */
public enum FocusVersion {
    PREVIEW_1_0("1.0-preview"),
    V1_0("1.0"),
    V1_1("1.1"),
    V1_2("1.2"),
    V1_3("1.3"),
    V1_4("1.4");

    private final String text;

    FocusVersion(String text) {
        this.text = text;
    }

    /** The newest version whose columns are there; {@code has} answers for a column's name. */
    static FocusVersion of(Predicate<String> has) {
        if (has.test("InvoiceDetailId") || has.test("CommitmentProgramEligibilityDetails")) {
            return V1_4;
        }
        if (has.test("ServiceProviderName")) {
            return V1_3;
        }
        if (has.test("InvoiceId") || has.test("PricingCurrency")) {
            return V1_2;
        }
        if (has.test("ServiceSubcategory") || has.test("SkuMeter")) {
            return V1_1;
        }
        if (has.test("ChargeSubcategory") || has.test("UsageQuantity") || has.test("Region")) {
            return PREVIEW_1_0;
        }
        return V1_0;
    }

    @Override
    public String toString() {
        return text;
    }
}
