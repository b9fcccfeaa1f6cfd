/** The persister: a thread that reads the log and folds it, a thread that writes, and what passes between them. Every row is written
 * in the transaction that moves the checkpoint; nothing here is asked by the way of an order. */
package io.matchlock.persister;
