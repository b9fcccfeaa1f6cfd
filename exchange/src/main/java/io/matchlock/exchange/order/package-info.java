/** The people's client: lines in, orders out, acknowledgements and reports as text. */
package io.matchlock.exchange.order;
