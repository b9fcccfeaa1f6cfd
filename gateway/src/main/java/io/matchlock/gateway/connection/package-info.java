/** The sockets of a loop's clients: bytes to frames, frames to bytes, and who is connected. Reads no events. */
package io.matchlock.gateway.connection;
