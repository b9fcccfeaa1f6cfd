/**
 * A client's sessions: they connect, negotiate, send, receive and recover, without blocking and without a thread of their own.
 * {@link io.matchlock.client.ClientSession} is the place to begin; who prefers blocking calls begins at
 * {@link io.matchlock.client.blocking.MatchlockClient}.
 */
package io.matchlock.client;
