/**
 * Would catch: a server that outlives its parent, two servers in one folder, a file with the traces of a power cut on which Redis
 * would not start, and bytes that are cut off such a file though they are data.
 */
package io.matchlock.log.embedded;
