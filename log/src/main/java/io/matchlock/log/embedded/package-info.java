/** A real Redis server as a child process, for development, tests and single-host operation. */
package io.matchlock.log.embedded;
