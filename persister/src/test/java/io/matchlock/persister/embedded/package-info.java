/**
 * Would catch: a Postgres that outlives its parent or is killed though it is somebody else's, a start that hangs, an error that
 * does not say what to do.
 */
package io.matchlock.persister.embedded;
