/** Tests of the checks of archive and ledger. */
package io.matchlock.audit.verify;
