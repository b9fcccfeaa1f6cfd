/**
 * Entries through the processor and a real engine, to events. They would catch an unsound entry of which the engine saw a part, a
 * message that is decoded otherwise than the generated codecs do, events that differ from those of earlier builds, an entry that is
 * longer than its bound, a value that outlives its entry outside of the state, and garbage on the hot path.
 */
package io.matchlock.matcher.process;
