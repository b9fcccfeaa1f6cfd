/**
 * What a segment is: its id, limits and instruments, as values and as the records that define them in the log.
 */
package io.matchlock.protocol.segment;
