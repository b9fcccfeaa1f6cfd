/**
 * Would catch a dependency that a module or package may not have: the product on its trials, the pure parts on a
 * clock, a cycle.
 */
package io.matchlock.audit;
