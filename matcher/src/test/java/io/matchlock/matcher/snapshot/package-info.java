/** Snapshots of real engines. They would catch a state that is not wholly in the file, and a damaged file that is taken. */
package io.matchlock.matcher.snapshot;
