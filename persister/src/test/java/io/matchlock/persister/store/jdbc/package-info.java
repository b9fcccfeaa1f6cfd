/**
 * Would catch: a batch that is written in part or twice, and rows other than those that were noted one by one.
 */
package io.matchlock.persister.store.jdbc;
