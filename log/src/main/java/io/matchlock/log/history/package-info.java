/**
 * Whether the log that a connection leads to has what was seen of it before: by start of the server, last id and chain hash.
 * Nothing here writes.
 */
package io.matchlock.log.history;
