/** Would catch generated flows that differ between two runs, or whose mix or number of resting orders drifts. */
package io.matchlock.bench.generate;
