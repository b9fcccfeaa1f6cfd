/** Would catch figures of a measuring process that are read otherwise than they were written. */
package io.matchlock.bench.compare;
