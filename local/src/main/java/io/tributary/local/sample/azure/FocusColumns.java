package io.tributary.local.sample.azure;

import java.util.List;

/** The columns of Microsoft's FOCUS export, and what it is known to get wrong. */
final class FocusColumns {

    static final List<AzureColumn> ALL = List.of();

    private FocusColumns() {}
}
