/** What a new segment is made of: instruments and access keys, as files that people write. */
package io.matchlock.exchange.segment;
