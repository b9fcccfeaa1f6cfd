/** Would catch a benchmark that does not measure what it is named for. */
package io.matchlock.bench.jmh;
