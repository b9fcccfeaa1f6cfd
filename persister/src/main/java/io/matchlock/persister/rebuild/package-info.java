/** Writes the ledger anew from the log alone, beside the one that is there, and puts it in its place. Reads nothing of the old rows. */
package io.matchlock.persister.rebuild;
