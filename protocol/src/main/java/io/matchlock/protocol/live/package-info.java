/**
 * The envelopes in which batches and parts of events entries travel over Aeron, in front of the bytes that the log has too.
 */
package io.matchlock.protocol.live;
