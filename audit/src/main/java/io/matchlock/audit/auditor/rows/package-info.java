/** Every column of every table in Postgres, against the rows that follow from the log. */
package io.matchlock.audit.auditor.rows;
