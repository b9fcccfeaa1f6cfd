/**
 * What the versions of the rules say differently. A log names the version by which it goes, and old logs give the same events for
 * ever.
 */
package io.matchlock.engine.version;
