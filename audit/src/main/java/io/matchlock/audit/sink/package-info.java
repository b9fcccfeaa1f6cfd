/** Where order flow goes: a session of the client library, or whatever stands in for one. */
package io.matchlock.audit.sink;
