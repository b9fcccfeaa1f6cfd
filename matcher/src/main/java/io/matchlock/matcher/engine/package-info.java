/**
 * The matching engine: a pure function of the log.
 *
 * <p>It sees the JDK's language package, Agrona and itself: no codec, no transport, no store, no clock, no random, no hash
 * order. All that it knows lies in preallocated off-heap regions ({@code state}); what it decides it tells an {@link
 * io.matchlock.matcher.engine.EngineListener} in primitives and views. One agent owns an engine; nothing here is thread safe.
 */
package io.matchlock.matcher.engine;
