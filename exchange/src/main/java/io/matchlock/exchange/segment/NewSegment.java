package io.matchlock.exchange.segment;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.folder.DataFolder;
import io.matchlock.exchange.folder.SegmentFile;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.log.LogConnection;
import io.matchlock.matcher.process.SegmentEngine;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.SegmentDefinition;
import io.matchlock.protocol.segment.SegmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes a segment: its files in the data folder and its genesis entry in the log. Whatever exists already is kept. */
public final class NewSegment {
    private final Settings settings;

    /**
     * A segment to make.
     *
     * @param settings that are effective
     */
    public NewSegment(final Settings settings) {
        this.settings = settings;
    }

    /**
     * Writes the instruments file and the keys file where they are missing, and reads what will be needed of them, so that
     * what is wrong there is said before anything starts.
     *
     * @throws OperatorException if one can't be written or holds something else
     */
    public void createFiles() {
        new DataFolder(settings.data()).create();
        KeyFile.create(settings.file(SettingTable.KEYS, "keys"));
        final Path instruments = instrumentsFile();
        if (!Files.exists(instruments)
                && settings.text(SettingTable.INSTRUMENTS).isEmpty()) {
            write(instruments, InstrumentFile.shipped());
        }
        KeyFile.read(settings.file(SettingTable.KEYS, "keys"));
        if (new SegmentFile(new DataFolder(settings.data())).read().isEmpty()) {
            definition();
        }
    }

    /**
     * Writes the genesis entry if the log has none.
     *
     * @param access to the log
     * @return whether it was written
     * @throws OperatorException if the data folder remembers a segment that the log does not have, or the settings ask for
     *     other limits than the segment was made with
     */
    public boolean createLog(final LogAccess access) {
        try (LogConnection connection = access.open()) {
            final boolean isNew = connection.createSegment(definition(), nowNs());
            access.rememberSegment();
            FixedLimit.requireKept(connection.readGenesis(), settings);
            return isNew;
        }
    }

    private SegmentDefinition definition() {
        final List<InstrumentDefinition> instruments = InstrumentFile.read(instrumentsFile());
        if (instruments.size() > settings.number(SettingTable.MAX_INSTRUMENTS)) {
            throw Settings.invalid(
                    SettingTable.MAX_INSTRUMENTS,
                    settings.text(SettingTable.MAX_INSTRUMENTS),
                    "the instruments file has " + instruments.size());
        }
        return new SegmentDefinition(
                settings.text(SettingTable.SEGMENT),
                SegmentId.random(new SecureRandom()),
                SegmentEngine.RULES_VERSION,
                settings.number(SettingTable.MAX_ORDERS),
                settings.number(SettingTable.MAX_DETAILED_ORDERS),
                settings.number(SettingTable.MAX_LEVELS),
                settings.number(SettingTable.MAX_SESSIONS),
                settings.number(SettingTable.MAX_CHAINS),
                settings.number(SettingTable.MAX_INSTRUMENTS),
                settings.number(SettingTable.MAX_ACCOUNTS),
                settings.number(SettingTable.MAX_POSITIONS),
                settings.number(SettingTable.MAX_TOUCHED),
                settings.number(SettingTable.MAX_DEFERRED),
                settings.number(SettingTable.FENCE_TICKS),
                settings.number(SettingTable.SESSION_IDLE),
                instruments);
    }

    private Path instrumentsFile() {
        return settings.file(SettingTable.INSTRUMENTS, "instruments.csv");
    }

    private static long nowNs() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, Instant.now());
    }

    private static void write(final Path file, final String text) {
        try {
            Files.writeString(file, text);
        } catch (final IOException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED, "file " + file + " can't be written; see to its permissions.", e);
        }
    }
}
