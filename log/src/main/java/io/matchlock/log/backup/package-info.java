/** A log in a folder, taken while it is written, and brought back into an empty Redis. Knows no settings and no ledger. */
package io.matchlock.log.backup;
