/**
 * Memory: regions that are taken at the start, slots in them, and an index from keys to slots.
 */
package io.matchlock.engine.store;
