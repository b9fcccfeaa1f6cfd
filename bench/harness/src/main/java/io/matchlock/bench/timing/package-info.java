/** The clock around a book: passes, single commands, and a process that measures one engine. */
package io.matchlock.bench.timing;
