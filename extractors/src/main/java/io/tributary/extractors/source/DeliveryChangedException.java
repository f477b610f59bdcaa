package io.tributary.extractors.source;

/** A delivery was rewritten while it was being read: it is abandoned and read again from its start. */
public final class DeliveryChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DeliveryChangedException(String object, String problem) {
        super(object + ": " + problem);
    }
}
