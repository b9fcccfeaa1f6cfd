/** Tests of the indexes of the archive's files. */
package io.matchlock.log.archive.index;
