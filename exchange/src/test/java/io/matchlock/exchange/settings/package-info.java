/**
 * Would catch a setting that is taken from the wrong source, out of its bounds, or refused without its name and
 * remedy.
 */
package io.matchlock.exchange.settings;
