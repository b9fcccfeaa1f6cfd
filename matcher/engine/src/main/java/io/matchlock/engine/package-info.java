/**
 * The matching engine: a pure function of what it is told, entry by entry.
 *
 * <p>It sees the language, Agrona and itself: no codec, no transport, no store, no clock, no random, no hash order. All that it
 * knows lies in preallocated off-heap regions; what it decides it tells an {@link io.matchlock.engine.event.EngineListener} in
 * primitives and views. One thread owns an engine; nothing here is thread safe.
 *
 * <p>{@code request} and {@code event} are what goes in and what comes out. The other packages are the engine's own:
 *
 * <pre>
 *   control   whose entry, whose session, whose clock        work      what is done at once, what waits, what goes on later
 *   entry     new orders and changes of orders               trade     how orders meet
 *   rules     what may be entered                            risk      what accounts have open, and may have
 *   version   what the rules' versions say differently       state     all tables together
 *   progress  what is left of unfinished work                book, order, party   levels, orders, and those whose they are
 *   store     memory
 * </pre>
 */
package io.matchlock.engine;
