/** Rows in the binary format that Postgres' COPY reads. Nothing here knows a connection. */
package io.matchlock.persister.rows;
