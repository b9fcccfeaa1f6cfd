/** The tables of Postgres as the auditor sees them: their columns, and a row of whole numbers. */
package io.matchlock.audit.auditor.table;
