/** Would catch order flow that differs between two runs of a seed, or asks for orders that are not live. */
package io.matchlock.audit.flow;
