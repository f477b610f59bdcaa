package io.tributary.extractors.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** Which failures of a cluster are final. */
class ClusterFailuresTest {

    @Test
    void unreachableClusterIsNotFinal() {
        assertThat(ClusterFailures.isFinal(new TimeoutException("x"))).isFalse();
        assertThat(ClusterFailures.isFinal(new InvalidProducerEpochException("x")))
                .isFalse();
    }

    @Test
    void wrongSettingsAreFinalWhereverTheyShow() {
        assertThat(ClusterFailures.isFinal(new KafkaException("x", new ConfigException("y"))))
                .isTrue();
        assertThat(ClusterFailures.isFinal(new TopicAuthorizationException("x")))
                .isTrue();
    }

    @Test
    void fencingAtTheEndOfATransactionIsFinal() {
        KafkaException failure = new InvalidProducerEpochException("x");
        ProducerFencedException fenced = new ProducerFencedException("y");
        failure.addSuppressed(fenced);
        fenced.addSuppressed(failure);

        assertThat(ClusterFailures.isFinal(failure)).isTrue();
        assertThat(ClusterFailures.isFenced(failure)).isTrue();
        assertThat(ClusterFailures.isFenced(new TimeoutException("x"))).isFalse();
    }

    @Test
    void transactionThatTheClusterEndedIsDistinguishedFromFencing() {
        KafkaException ended = new InvalidTxnStateException("x");
        KafkaException fenced = new InvalidTxnStateException("x");
        fenced.addSuppressed(new ProducerFencedException("y"));

        assertThat(ClusterFailures.isOfTransaction(new KafkaException("z", ended)))
                .isTrue();
        assertThat(ClusterFailures.isOfTransaction(fenced)).isFalse();
        assertThat(ClusterFailures.isOfTransaction(new TimeoutException("x"))).isFalse();
    }
}
