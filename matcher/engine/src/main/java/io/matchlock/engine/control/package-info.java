/**
 * Whose entries count, whose sessions stand, and what time it is: chains, sessions, terms and ticks.
 */
package io.matchlock.engine.control;
