/** The subcommands of {@code matchlock}. */
package io.matchlock.exchange.command;
