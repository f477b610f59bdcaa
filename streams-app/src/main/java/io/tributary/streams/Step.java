package io.tributary.streams;

/**
 * Names of the topology's steps and stores. They name changelog topics and state on disk: another name is another,
 * empty, store.
 */
final class Step {

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

    String rowStore() {
        return provider + "-row-blocks";
    }

    String deliveryStore() {
        return provider + "-known-deliveries";
    }
}
