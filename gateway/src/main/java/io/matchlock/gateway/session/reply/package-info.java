/** What a session says to its client, as frames. Pure: knows nothing of the session's state. */
package io.matchlock.gateway.session.reply;
