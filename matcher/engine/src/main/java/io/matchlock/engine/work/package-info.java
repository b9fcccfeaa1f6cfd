/**
 * The order of work: a record does what it may at once; what is left waits in the state and goes on with later records.
 */
package io.matchlock.engine.work;
