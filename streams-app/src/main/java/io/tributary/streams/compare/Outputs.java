package io.tributary.streams.compare;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Claim;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Where a comparison's results go, and how they are written.
 *
 * @param costs name of the sink of cost records
 * @param deadLetters name of the sink of dead letters
 * @param deliveries name of the sink of deliveries
 * @param claims name of the sink of claims
 * @param ledger the ledger, where one is kept
 * @param costSchemaId the registry's id of the cost record's schema
 * @param costDeserializer reads cost records, also those of earlier releases
 * @param deadLetterSerializer writes dead letters
 * @param deliverySerializer writes deliveries
 * @param deliveryDeserializer reads deliveries, also those of earlier releases
 * @param claimSerializer writes claims
 */
public record Outputs(
        String costs,
        String deadLetters,
        String deliveries,
        String claims,
        Optional<Ledger> ledger,
        int costSchemaId,
        Deserializer<CostRecord> costDeserializer,
        Serializer<DeadLetter> deadLetterSerializer,
        Serializer<Delivery> deliverySerializer,
        Deserializer<Delivery> deliveryDeserializer,
        Serializer<Claim> claimSerializer) {

    public Outputs {
        requireNonNull(costs, "costs");
        requireNonNull(deadLetters, "deadLetters");
        requireNonNull(deliveries, "deliveries");
        requireNonNull(claims, "claims");
        requireNonNull(ledger, "ledger");
        requireNonNull(costDeserializer, "costDeserializer");
        requireNonNull(deadLetterSerializer, "deadLetterSerializer");
        requireNonNull(deliverySerializer, "deliverySerializer");
        requireNonNull(deliveryDeserializer, "deliveryDeserializer");
        requireNonNull(claimSerializer, "claimSerializer");
    }
}
