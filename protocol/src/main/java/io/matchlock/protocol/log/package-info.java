/** The entry layouts of the orders and the events stream, and the envelopes in which they travel over Aeron. */
package io.matchlock.protocol.log;
