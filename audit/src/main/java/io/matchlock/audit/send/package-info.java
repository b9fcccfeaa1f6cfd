/** Client sessions that send order flow, measured from when each message was due. */
package io.matchlock.audit.send;
