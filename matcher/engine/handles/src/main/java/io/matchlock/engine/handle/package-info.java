/**
 * Types for handles. The engine's tables lie off-heap, and what refers to a row is a plain {@code long} or {@code int}; these say
 * of which table, and the build's Subtyping Checker refuses one in the place of another. Nothing of them is left after compilation.
 */
package io.matchlock.engine.handle;
