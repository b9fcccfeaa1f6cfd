package io.matchlock.audit.sim.postgres;

import io.matchlock.persister.rows.CopyBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Rows of table {@code sessions} that Postgres does not take. */
final class WrongRows {
    private static final int CAPACITY = 256;
    private static final byte[] UUID = new byte[16];
    private static final byte[] KEY = "KEY".getBytes(StandardCharsets.US_ASCII);

    private WrongRows() {}

    /** One after the other: a field too few, one too short, one too long, a null, a zero byte in a text. */
    static List<CopyBuffer> all() {
        return List.of(
                rows(row -> {
                    row.row(4);
                    row.putInt(1);
                    row.putLong(1);
                    row.putBytes(UUID);
                    row.putBytes(KEY);
                }),
                session(row -> row.putShort(1), KEY),
                session(row -> row.putLong(1), KEY),
                session(CopyBuffer::putNull, KEY),
                session(row -> row.putInt(1), new byte[] {'K', 0}));
    }

    private static CopyBuffer session(final Consumer<CopyBuffer> number, final byte[] key) {
        return rows(row -> {
            row.row(5);
            number.accept(row);
            row.putLong(1);
            row.putBytes(UUID);
            row.putBytes(key);
            row.putLong(1);
        });
    }

    private static CopyBuffer rows(final Consumer<CopyBuffer> fill) {
        final CopyBuffer rows = new CopyBuffer(CAPACITY);
        fill.accept(rows);
        rows.finish();
        return rows;
    }
}
