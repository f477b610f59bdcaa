package io.tributary.local.command.deliveries;

import java.util.List;
import java.util.Map;

/** What is done once a command has settled what it did to deliveries, such as evaluating alerts. */
@FunctionalInterface
public interface Afterwards {

    /**
     * Does it.
     *
     * @param settings of the cluster that the command started
     * @param watch has read all deliveries
     * @return sentences for the one who runs the command
     */
    List<String> apply(Map<String, String> settings, DeliveryWatch watch);
}
