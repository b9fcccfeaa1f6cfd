/**
 * A real Redis, a proxy that breaks connections, and entries, for the tests of this and other modules. Tests nothing itself.
 */
package io.matchlock.log.testing;
