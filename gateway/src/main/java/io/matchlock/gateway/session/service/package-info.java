/** What a session gets from its loop, and what it asks of it: the log, the connection, the check of credentials. Pure. Knows no other package of sessions. */
package io.matchlock.gateway.session.service;
