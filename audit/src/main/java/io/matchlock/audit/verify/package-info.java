/** Compares a segment's archive with itself, with a second execution, and with the streams. Changes nothing. */
package io.matchlock.audit.verify;
