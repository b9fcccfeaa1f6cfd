/** The subcommands that this module adds to {@code matchlock}: demo, replay and simulate. */
package io.matchlock.audit.command;
