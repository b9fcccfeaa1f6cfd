/**
 * What a subcommand of {@code matchlock} is made of: its options, its log file, its life until Ctrl-C, and how other
 * modules add theirs.
 */
package io.matchlock.exchange.launch;
