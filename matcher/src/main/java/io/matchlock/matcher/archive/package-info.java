/**
 * The archiver: follows the log, computes its events once more, compares them with those that the matcher stored, and keeps both
 * streams in the archive's files. Nobody waits for it.
 */
package io.matchlock.matcher.archive;
