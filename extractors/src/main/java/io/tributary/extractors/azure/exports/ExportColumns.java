package io.tributary.extractors.azure.exports;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Columns by which exports of costs are told from other files. */
final class ExportColumns {

    /** Localized columns have their English name in parentheses. */
    private static final Pattern ENGLISH = Pattern.compile(".*\\(([A-Za-z0-9 _]+)\\)\\s*");

    private static final Set<String> COSTS = Set.of("costinbillingcurrency", "cost", "pretaxcost");
    private static final Set<String> DAYS = Set.of("date", "usagedatetime", "usagedate");
    private static final Set<String> ACCOUNTS =
            Set.of("billingaccountid", "billingprofileid", "subscriptionid", "subscriptionguid");

    /** Columns that only Microsoft's FOCUS exports have beside those of FOCUS. */
    private static final Set<String> MICROSOFTS = Set.of(
            "xbillingaccountid",
            "xbillingprofileid",
            "xaccountownerid",
            "xresourcegroupname",
            "xskumeterid",
            "xskuofferid",
            "xskupartnumber");

    private ExportColumns() {}

    /**
     * Whether these are the columns of costs, by any of the names that they have had.
     *
     * @param names names as they were delivered, in any language that has the English name in parentheses
     */
    static boolean areCosts(List<String> names) {
        Set<String> comparable = names.stream().map(ExportColumns::comparable).collect(Collectors.toSet());
        boolean isFocus = comparable.contains("billedcost") && comparable.contains("chargeperiodstart");
        return isFocus
                ? hasOneOf(comparable, MICROSOFTS)
                : hasOneOf(comparable, COSTS) && hasOneOf(comparable, DAYS) && hasOneOf(comparable, ACCOUNTS);
    }

    /** A column's name in English, in small letters and digits only. */
    static String comparable(String name) {
        Matcher english = ENGLISH.matcher(name);
        String inEnglish = english.matches() ? english.group(1) : name;
        return inEnglish.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static boolean hasOneOf(Set<String> names, Set<String> wanted) {
        return names.stream().anyMatch(wanted::contains);
    }
}
