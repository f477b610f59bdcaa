package io.tributary.schemas.wire;

import org.apache.kafka.common.KafkaException;

/**
 * The registry could not be reached, or refused. Never the fault of a record: a schema id that no registry knows is
 * reported as a {@link org.apache.kafka.common.errors.SerializationException}, with this as its cause.
 */
public final class RegistryException extends KafkaException {

    /** Confluent's error code of an unknown subject. */
    public static final int SUBJECT_NOT_FOUND = 40401;

    /** Confluent's error code of an unknown version. */
    public static final int VERSION_NOT_FOUND = 40402;

    /** Confluent's error code of an unknown schema or schema id. */
    public static final int SCHEMA_NOT_FOUND = 40403;

    private static final long serialVersionUID = 1L;

    private final int status;
    private final int errorCode;

    RegistryException(String message, int status, int errorCode) {
        super(message);
        this.status = status;
        this.errorCode = errorCode;
    }

    RegistryException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.errorCode = 0;
    }

    /** HTTP status of the refusal; 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** Confluent's error code of the refusal, for example 40403; 0 where the answer had none. */
    public int errorCode() {
        return errorCode;
    }
}
