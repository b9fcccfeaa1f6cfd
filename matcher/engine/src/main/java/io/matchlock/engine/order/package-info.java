/**
 * Orders: one row each, with details for those that need them; the ways to find them; which expire first; whose they are. It
 * knows no prices' levels and no rules.
 */
package io.matchlock.engine.order;
