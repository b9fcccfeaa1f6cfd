/**
 * Would catch: reports that do not fit and are folded all the same, and an allocation for each report. That the rows are the
 * right ones is seen against Postgres, by the tests of the package above.
 */
package io.matchlock.persister.fold;
