/** Rows in the binary format that Postgres' COPY reads. */
package io.matchlock.persister.rows;
