/**
 * Would catch a command line whose exit code or help is wrong, and a launcher that loses letters of file names or
 * the JVM flags of the engine.
 */
package io.matchlock.exchange.command;
