/** Audits a segment: whether what clients were acknowledged and told, the log, the books and Postgres say the same. */
package io.matchlock.audit.auditor;
