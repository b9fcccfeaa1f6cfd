/** What proves that promises are kept. See the module's README. */
package io.matchlock.audit;
