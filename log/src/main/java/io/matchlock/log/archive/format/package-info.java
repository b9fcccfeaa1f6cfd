/** What an archive file is made of: names, headers, blocks, the end, digests. Layouts only, no I/O but the folder's list. */
package io.matchlock.log.archive.format;
