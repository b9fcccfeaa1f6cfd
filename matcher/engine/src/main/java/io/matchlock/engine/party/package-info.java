/**
 * Whose orders they are: chains, sessions, accounts and their positions.
 */
package io.matchlock.engine.party;
