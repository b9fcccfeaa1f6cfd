/**
 * What may be entered: checks that change nothing, prices, bands.
 */
package io.matchlock.engine.rules;
