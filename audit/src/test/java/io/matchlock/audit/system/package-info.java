/**
 * Would catch orders that are lost, doubled or wrong when real processes and servers are killed, stopped, filled
 * up or started twice, and errors at start-up that do not say what to do.
 */
package io.matchlock.audit.system;
