/** What a load can be compared with on this machine: an echo over TCP, an append to Redis. */
package io.matchlock.bench.floor;
