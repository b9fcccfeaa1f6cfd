/** {@code matchlock bench compare}: the same flows through our engine and others', each in processes of its own. */
package io.matchlock.bench.compare;
