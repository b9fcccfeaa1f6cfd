/**
 * Would catch a promise that is broken by faults, in two thousand seeds; and a simulator that would not notice:
 * each bug that is put into the code must be found.
 */
package io.matchlock.audit.sim;
