/** A ledger that is written anew, against the one that the persister wrote. */
package io.matchlock.persister.rebuild;
