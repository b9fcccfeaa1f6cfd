/**
 * The six reports that the matcher writes and clients get, decoded once for everybody: which message it is, whether it
 * fits, and then the generated flyweight. Nothing here knows what a report means, or remembers one.
 */
package io.matchlock.protocol.report;
