/**
 * A seeded flow of orders with the rows that it must become, and the servers that it runs on. Tests nothing itself.
 */
package io.matchlock.persister.testing;
