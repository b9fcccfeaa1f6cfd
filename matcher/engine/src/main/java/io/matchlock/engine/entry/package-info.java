/**
 * What clients ask for one order: to enter, replace or cancel it. Each request is checked in full, then done. It knows nothing of
 * records that wait.
 */
package io.matchlock.engine.entry;
