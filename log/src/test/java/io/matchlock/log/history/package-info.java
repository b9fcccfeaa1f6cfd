/**
 * Would catch: somebody who goes on with a log that is shorter than what he has seen, or that went another way.
 */
package io.matchlock.log.history;
