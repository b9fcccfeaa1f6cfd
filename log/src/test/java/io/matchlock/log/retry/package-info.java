/** Would catch: attempts that come closer together the longer something is away, waits without bound, a count that outlives a success. */
package io.matchlock.log.retry;
