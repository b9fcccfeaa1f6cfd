/** The settings: one table of names, defaults, units and checks; where values come from; how they are read. */
package io.matchlock.exchange.settings;
