package io.tributary.streams;

/**
 * Names of the topology's steps and stores. They name changelog topics and state on disk: another name is another,
 * empty, store.
 */
final class Step {

    /** What is published of claims, by all providers. */
    static final String CLAIMS = "claims";

    /** Finds claims that overlap. */
    static final String CHECK_OVERLAPS = "check-overlaps";

    /** Where the records of checks go. */
    static final String CHECKS = "checks";

    /** The store of claims. */
    static final String CLAIM_STORE = "known-claims";

    private final String provider;

    private Step(String provider) {
        this.provider = provider;
    }

    static Step of(String provider) {
        return new Step(provider);
    }

    String pages() {
        return provider + "-pages";
    }

    String compare() {
        return provider + "-compare";
    }

    String costs() {
        return provider + "-costs";
    }

    String ledger() {
        return provider + "-ledger";
    }

    String deadLetters() {
        return provider + "-dead-letters";
    }

    String deliveries() {
        return provider + "-deliveries";
    }

    String claims() {
        return provider + "-claims";
    }

    String rowStore() {
        return provider + "-row-blocks";
    }

    String deliveryStore() {
        return provider + "-known-deliveries";
    }
}
