package io.matchlock.bench.load.session;

/**
 * What a load flow must know of an instrument.
 *
 * @param securityId of it
 * @param tick 10^-9
 * @param lot quantities are multiples of it
 * @param mid 10^-9, around which orders are placed
 */
record LoadInstrument(int securityId, long tick, long lot, long mid) {}
