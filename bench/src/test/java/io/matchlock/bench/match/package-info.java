/**
 * Would catch trades and reports of a flow that differ from those written down here, from those of other engines,
 * or between locales.
 */
package io.matchlock.bench.match;
