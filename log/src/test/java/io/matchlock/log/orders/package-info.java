/**
 * Would catch: an append that is said to be stored and is not, answers out of order, a batch that is sent twice, an error of Redis
 * that is read as a refusal though the batch may be stored.
 */
package io.matchlock.log.orders;
