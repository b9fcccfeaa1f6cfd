/** How commands fail: exit codes, and the one sentence that goes to the operator. */
package io.matchlock.exchange.failure;
