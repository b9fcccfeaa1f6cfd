/** A client's side of the wire: sessions that connect, negotiate, send, receive and recover. */
package io.matchlock.client;
