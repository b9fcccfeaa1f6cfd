/** Writes events entries to the log under the ids of their causes, and compares where they stand already. */
package io.matchlock.matcher.journal;
