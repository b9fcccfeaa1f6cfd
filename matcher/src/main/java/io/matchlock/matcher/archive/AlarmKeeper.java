package io.matchlock.matcher.archive;

import io.matchlock.log.LogConnection;
import io.matchlock.log.history.Alarm;
import io.matchlock.protocol.log.EntryId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises the segment's alarm when an entry's events are not what a second execution gives, and takes it back once that entry was
 * found to be right: by an archiver of another build, or behind a matcher of another one. One thread.
 */
final class AlarmKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmKeeper.class);

    private Alarm alarm;
    private boolean isOwn;

    /** Finds an alarm that stands. */
    void look(final LogConnection connection) {
        if (!isOwn) {
            alarm = Alarm.read(connection).orElse(null);
        }
    }

    /** All entries up to one are right. */
    void onRight(final LogConnection connection, final long id) {
        if (alarm != null && !isOwn && id >= alarm.id()) {
            Alarm.clear(connection);
            LOG.info("entry {} is right: the alarm is taken back", EntryId.format(alarm.id()));
            alarm = null;
        }
    }

    /** An entry is wrong. */
    void onWrong(final long id, final String reason) {
        alarm = new Alarm(id, reason);
        isOwn = true;
    }

    /** Whether there is an alarm of this process, which {@link #raise} has not stored yet. */
    boolean isDue() {
        return isOwn && alarm != null;
    }

    /** Stores it; it is tried again as long as it is due. */
    void raise(final LogConnection connection) {
        if (alarm.raise(connection)) {
            LOG.error("ALARM: {}; gateways acknowledge nothing from now on", alarm.reason());
            alarm = null;
        }
    }
}
