/** Microbenchmarks by the Java Microbenchmark Harness. */
package io.matchlock.bench.jmh;
