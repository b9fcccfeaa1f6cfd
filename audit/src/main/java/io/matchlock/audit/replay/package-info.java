/** Recorded order flow: read, sent as a client would send it, and its trades compared with those of the record. */
package io.matchlock.audit.replay;
