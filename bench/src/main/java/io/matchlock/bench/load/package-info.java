/** {@code matchlock load}: sessions against a gateway, by window or by schedule, and the report on it. */
package io.matchlock.bench.load;
