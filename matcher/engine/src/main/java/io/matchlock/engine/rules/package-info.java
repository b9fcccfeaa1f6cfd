/**
 * What may be entered: checks that change nothing, prices, risk, bands.
 */
package io.matchlock.engine.rules;
