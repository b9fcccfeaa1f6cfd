/** Order flows that are alike but for the number of instruments and of orders that rest. */
package io.matchlock.bench.generate;
