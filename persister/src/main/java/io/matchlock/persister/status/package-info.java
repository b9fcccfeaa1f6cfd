/** An order's status as clients and operators ask for it: a cache in Redis, Postgres behind it. */
package io.matchlock.persister.status;
