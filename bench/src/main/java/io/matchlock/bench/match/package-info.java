/** {@code matchlock match}: an order flow through the engine, its trades and reports, its cost. */
package io.matchlock.bench.match;
