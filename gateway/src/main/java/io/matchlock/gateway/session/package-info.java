/** The FIXP session of one connection: its states, its logon and the messages it takes. Pure rules, with time and input as arguments. */
package io.matchlock.gateway.session;
