/**
 * A segment's log on Redis as one thread uses it with blocking calls: the connection, and readers that find every gap. What is
 * appended is in {@code orders} and {@code events}; what the server is and means, in {@code server}; whether the log is still the
 * one that was seen, in {@code history}. Nothing here decides what an entry means.
 */
package io.matchlock.log;
