/**
 * Reads what stands in an orders entry: its records, the shape of the message in each, and the blocks of the messages that come most
 * often, word by word. Pure; checks lengths, and judges no value.
 */
package io.matchlock.matcher.message;
