package io.tributary.extractors;

import io.tributary.schemas.topics.ContradictoryTopicException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Tells failures of a cluster that trying again does not mend. */
final class ClusterFailures {

    /** Wrong settings, and another extractor of the same name, which has taken over. */
    private static final List<Class<? extends RuntimeException>> FINAL = List.of(
            ProducerFencedException.class,
            ContradictoryTopicException.class,
            ConfigException.class,
            AuthenticationException.class,
            AuthorizationException.class,
            InvalidTxnTimeoutException.class,
            UnsupportedVersionException.class);

    private ClusterFailures() {}

    /** Whether a failure, or anything that it came of or with, is final. */
    static boolean isFinal(Throwable failure) {
        return all(failure).stream().anyMatch(one -> FINAL.stream().anyMatch(kind -> kind.isInstance(one)));
    }

    /** Whether another extractor has taken over, which shows in the attempt to end a transaction at the latest. */
    static boolean isFenced(Throwable failure) {
        return all(failure).stream().anyMatch(ProducerFencedException.class::isInstance);
    }

    private static Set<Throwable> all(Throwable failure) {
        Set<Throwable> all = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>(List.of(failure));
        while (!left.isEmpty()) {
            Throwable one = left.remove();
            if (all.add(one)) {
                left.addAll(List.of(one.getSuppressed()));
                if (one.getCause() != null) {
                    left.add(one.getCause());
                }
            }
        }
        return all;
    }
}
