/** The days by which the ledger is kept: which there are, and on which an order was entered. Knows neither log nor Postgres. */
package io.matchlock.persister.day;
