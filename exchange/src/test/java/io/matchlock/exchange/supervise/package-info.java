/**
 * Would catch a role that is restarted in a tight loop or too late, and a matcher that runs without its JVM flags.
 */
package io.matchlock.exchange.supervise;
