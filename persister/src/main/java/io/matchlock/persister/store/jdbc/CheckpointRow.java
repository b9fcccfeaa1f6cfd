package io.matchlock.persister.store.jdbc;

import io.matchlock.persister.store.Checkpoint;
import io.matchlock.persister.store.StoreException;
import io.matchlock.protocol.segment.SegmentId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The row that holds the ledger's position in a segment's log, and which log that is. It moves together with the rows. */
final class CheckpointRow {
    private static final String SELECT = "SELECT position, segment_id, chain_hash FROM checkpoint WHERE segment = ?";
    private static final String MOVE = "UPDATE checkpoint SET position = ?, segment_id = ?, chain_hash = ?,"
            + " written_at = now() WHERE segment = ? AND position = ? AND coalesce(segment_id, ?) = ?";

    private final String segment;

    CheckpointRow(final String segment) {
        this.segment = segment;
    }

    Checkpoint read(final Connection connection) throws SQLException {
        return read(connection, SELECT);
    }

    /** As {@link #read}, but waits for the end of a transaction that moves it. */
    Checkpoint readSettled(final Connection connection) throws SQLException {
        return read(connection, SELECT + " FOR UPDATE");
    }

    /** Moves it within the connection's transaction; false if it is not where it must be before. */
    boolean move(final Connection connection, final long before, final Checkpoint after) throws SQLException {
        final UUID id = after.segmentId().uuid();
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setLong(1, after.position());
            update.setObject(2, id);
            update.setLong(3, after.chainHash());
            update.setString(4, segment);
            update.setLong(5, before);
            update.setObject(6, id);
            update.setObject(7, id);
            return update.executeUpdate() == 1;
        }
    }

    private Checkpoint read(final Connection connection, final String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, segment);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new StoreException("the checkpoint of segment " + segment + " is gone");
                }
                final UUID id = row.getObject(2, UUID.class);
                return new Checkpoint(
                        row.getLong(1), id == null ? null : SegmentId.of(id), row.getObject(3, Long.class));
            }
        }
    }
}
