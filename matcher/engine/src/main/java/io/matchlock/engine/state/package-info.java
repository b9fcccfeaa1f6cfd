/**
 * All tables together, and the few numbers that stand alone. Copied regions are a copied engine.
 */
package io.matchlock.engine.state;
