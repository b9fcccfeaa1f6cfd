/**
 * An archiver follows the log of a real matcher on a real Redis, through restarts, lost connections, a disk that fails and events
 * that somebody has changed. A fault in what it takes for archived, or for the same, is found here.
 */
package io.matchlock.matcher.archive;
