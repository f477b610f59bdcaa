package io.tributary.schemas.wire;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that the catalogue's generated classes may be instantiated from a schema's names.
 *
 * <p>Since 1.12.2 Avro refuses any class that is not trusted; without this, every application would need the system
 * property {@code org.apache.avro.SERIALIZABLE_PACKAGES}. What was trusted before stays trusted. The serdes of this
 * package call it themselves.
 */
public final class AvroTrust {

    private static final String TRUSTED_PACKAGE = "io.tributary.schemas";

    static {
        ClassSecurityPredicate ours = type -> type.getPackageName().equals(TRUSTED_PACKAGE);
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), ours));
    }

    private AvroTrust() {}

    /** Trusts the generated classes from now on; calling it again changes nothing. */
    public static void install() {
        // The work is done once, when this class is initialised.
    }
}
