/**
 * Reads from the log, when asked, what Aeron did not bring. It knows streams, pages and the log's history; what an entry becomes on
 * its way is up to whoever has the healer.
 */
package io.matchlock.log.heal;
