/** What checks of risk hand on. They would catch a reservation that no check allowed, and one that is made twice. */
package io.matchlock.engine.risk;
