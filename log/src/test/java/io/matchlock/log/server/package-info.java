/**
 * Would catch: an error of Redis that is taken for a passing one, or an unknown one that does not halt.
 */
package io.matchlock.log.server;
