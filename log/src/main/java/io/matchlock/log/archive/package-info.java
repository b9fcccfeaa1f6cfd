/**
 * The log on disk, beyond what the streams keep: files that hold both streams entry by entry, compressed, each bound to the one
 * before it by its digest. One thread writes, any number of threads and processes read. Knows nothing of Redis.
 */
package io.matchlock.log.archive;
