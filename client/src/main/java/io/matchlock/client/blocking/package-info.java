/**
 * A session behind blocking calls and a queue of events, for people and scripts. Nothing here is for speed.
 */
package io.matchlock.client.blocking;
