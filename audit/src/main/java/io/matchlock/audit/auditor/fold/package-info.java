/**
 * The rows that the ledger should have, worked out from the log's reports. This is not the persister's fold, on purpose:
 * the audit compares what the persister wrote, and code that both shared would be wrong in both. It may use nothing of
 * {@code io.matchlock.persister.fold}.
 */
package io.matchlock.audit.auditor.fold;
