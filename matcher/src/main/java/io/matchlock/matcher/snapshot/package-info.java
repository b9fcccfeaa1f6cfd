/** The engine's state in a file: written whole, checked whole, never half taken over. */
package io.matchlock.matcher.snapshot;
