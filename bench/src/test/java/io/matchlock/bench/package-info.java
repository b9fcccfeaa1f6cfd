/** Would catch a wrong command line that does not end with exit code 2 and a sentence that says what is allowed. */
package io.matchlock.bench;
