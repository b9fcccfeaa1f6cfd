/** LOBSTER's message and order book files. */
package io.matchlock.audit.replay.lobster;
