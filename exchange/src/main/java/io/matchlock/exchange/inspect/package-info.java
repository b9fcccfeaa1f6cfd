/** The log's entries as text for people and as JSON. */
package io.matchlock.exchange.inspect;
