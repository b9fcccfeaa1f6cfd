package io.matchlock.matcher.archive;

import java.nio.file.Path;
import java.time.Duration;

/**
 * When an archiver takes snapshots of its engine.
 *
 * @param folder of the files; made if it is not there
 * @param entries after which one is due
 * @param interval that passes between two of them, however many entries come
 */
public record SnapshotSettings(Path folder, long entries, Duration interval) {}
