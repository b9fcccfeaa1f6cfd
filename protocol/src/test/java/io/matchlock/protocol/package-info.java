/**
 * Would catch: a field that moved, a message or an entry whose bytes are not those of before, and credentials that another
 * implementation would compute otherwise. The codecs of every message in the schemas are compared with golden bytes.
 */
package io.matchlock.protocol;
