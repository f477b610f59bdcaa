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

    /**
     * A producer's state on the cluster that is lost, for example since the cluster ended its transaction by itself. Kafka's
     * clients take each for fatal, though nothing was committed: https://github.com/apache/kafka/pull/23204.
     */
    private static final List<Class<? extends RuntimeException>> OF_TRANSACTION = List.of(
            InvalidTxnStateException.class,
            InvalidPidMappingException.class,
            TransactionAbortedException.class,
            UnknownProducerIdException.class);

    private ClusterFailures() {}

    /** Whether a failure, or anything that it came of or with, is final. */
    static boolean isFinal(Throwable failure) {
        return all(failure).stream().anyMatch(one -> FINAL.stream().anyMatch(kind -> kind.isInstance(one)));
    }

    /** Whether another extractor has taken over, which shows in the attempt to end a transaction at the latest. */
    static boolean isFenced(Throwable failure) {
        return all(failure).stream().anyMatch(ProducerFencedException.class::isInstance);
    }

    /** Whether just a transaction failed, so that a new producer may go on from what was committed. */
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
