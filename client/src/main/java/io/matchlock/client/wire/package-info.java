/**
 * One connection as frames in and out, over TCP or another network. Nothing here knows a session or blocks.
 */
package io.matchlock.client.wire;
