/** Where each session's reports are in the log: of one archive file, and of what no closed file has yet. Knows no stream. */
package io.matchlock.log.archive.index;
