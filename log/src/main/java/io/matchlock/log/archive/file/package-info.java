/** One file of an archive: being written, closed, or read while it may still grow. */
package io.matchlock.log.archive.file;
