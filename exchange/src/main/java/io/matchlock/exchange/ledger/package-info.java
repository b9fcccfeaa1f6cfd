/** Commands that keep the ledger: old days go, and all of it can be written anew. */
package io.matchlock.exchange.ledger;
