/** The FIXP session of one connection: pure rules, with time and input as arguments. */
package io.matchlock.gateway.session;
