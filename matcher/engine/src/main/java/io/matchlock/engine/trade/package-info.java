/**
 * How orders meet: sweeps, auctions, stops, and what is told of them.
 */
package io.matchlock.engine.trade;
