package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.focus.ConformanceCheck;
import java.util.Collection;

/** Checks records of a bill against FOCUS's rules. */
public final class Conformance {

    private Conformance() {}

    /** Fails where a record breaks a rule and no known gap explains it. */
    public static void check(Collection<CostRecord> records) {
        ConformanceCheck check = ConformanceCheck.focus14();
        records.forEach(check::check);
        assertThat(check.breaches().stream().filter(breach -> breach.gap().isEmpty()))
                .as("breaches of FOCUS's rules that no known gap explains")
                .extracting(breach -> breach.rule().id() + " " + breach.dataSet() + " " + breach.values())
                .isEmpty();
    }
}
