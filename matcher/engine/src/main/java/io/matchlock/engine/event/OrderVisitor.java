package io.matchlock.engine.event;

/** Is shown orders of the books, one after the other. */
@FunctionalInterface
public interface OrderVisitor {
    /**
     * One order that rests in its level, or waits there as a stop.
     *
     * @param order valid only during the call
     */
    void onOrder(Order order);
}
