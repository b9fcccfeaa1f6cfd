/** Compares what clients were acknowledged and told with what the log and Postgres hold. */
package io.matchlock.exchange.reconcile;
