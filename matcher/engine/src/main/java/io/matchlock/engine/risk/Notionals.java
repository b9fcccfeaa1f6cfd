package io.matchlock.engine.risk;

/** Products of a price and a quantity, in 128 bits. */
public final class Notionals {
    private Notionals() {}

    /** Compares one product with another, as {@link Long#compare} does. */
    public static int compare(final long price, final long quantity, final long otherPrice, final long otherQuantity) {
        final long high = Math.multiplyHigh(price, quantity);
        final long otherHigh = Math.multiplyHigh(otherPrice, otherQuantity);
        return high == otherHigh
                ? Long.compareUnsigned(price * quantity, otherPrice * otherQuantity)
                : Long.compare(high, otherHigh);
    }
}
