/**
 * The six reports that the matcher writes and clients get, decoded in one place: which message it is, whether it fits, and
 * then the generated flyweight. What a report means is the listener's business; nothing here remembers a report.
 */
package io.matchlock.protocol.report;
