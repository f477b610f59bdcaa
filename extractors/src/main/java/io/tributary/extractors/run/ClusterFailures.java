package io.tributary.extractors.run;

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
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.InvalidTxnTimeoutException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Distinguishes failures of a cluster that a retry cannot repair from the others. */
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

    /**
     * A producer lost its state on the cluster, for example because the cluster ended its transaction. Kafka's clients
     * treat this as fatal, though nothing was committed: https://github.com/apache/kafka/pull/23204.
     */
    private static final List<Class<? extends RuntimeException>> OF_TRANSACTION = List.of(
            InvalidTxnStateException.class,
            InvalidPidMappingException.class,
            TransactionAbortedException.class,
            UnknownProducerIdException.class);

    private ClusterFailures() {}

    /** Whether a failure, one of its causes or a suppressed one is final. */
    static boolean isFinal(Throwable failure) {
        return all(failure).stream().anyMatch(one -> FINAL.stream().anyMatch(kind -> kind.isInstance(one)));
    }

    /** Whether another extractor has taken over. The end of a transaction reveals it at the latest. */
    static boolean isFenced(Throwable failure) {
        return all(failure).stream().anyMatch(ProducerFencedException.class::isInstance);
    }

    /** Whether only a transaction failed, so that a new producer can continue after the last commit. */
    static boolean isOfTransaction(Throwable failure) {
        return !isFinal(failure)
                && all(failure).stream()
                        .anyMatch(one -> OF_TRANSACTION.stream().anyMatch(kind -> kind.isInstance(one)));
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
