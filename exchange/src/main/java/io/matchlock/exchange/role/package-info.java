/** The roles of a segment as this launcher starts them: the settings on one side, the modules on the other. */
package io.matchlock.exchange.role;
