/**
 * What comes out: a call for each thing that happens, with the order as a view that is good during the call.
 */
package io.matchlock.engine.event;
