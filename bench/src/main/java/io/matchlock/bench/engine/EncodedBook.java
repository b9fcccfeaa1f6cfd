package io.matchlock.bench.engine;

import io.matchlock.bench.flow.FlowFile;
import io.matchlock.bench.flow.FlowScan;
import io.matchlock.bench.timing.Book;
import io.matchlock.matcher.events.EntryWriter;
import io.matchlock.matcher.events.EventsEncoder;
import io.matchlock.protocol.segment.SegmentId;
import org.agrona.DirectBuffer;

/**
 * The production engine with all its checks, and all that it tells encoded and checksummed as the matcher does it: an entry for
 * every {@value #COMMANDS_AN_ENTRY} commands. The parts go nowhere.
 */
public final class EncodedBook implements Book {
    private static final int COMMANDS_AN_ENTRY = 100;
    private static final int PART_LENGTH = 1_376;
    private static final int CHAIN_ID = 1 << 16;

    private final EntryWriter writer = new EntryWriter(SegmentId.NONE, PART_LENGTH, this::onPart, System::nanoTime);
    private final FlowEngine engine;
    private long entries;
    private long checksum;

    /** Empty books. */
    public EncodedBook(final FlowFile flow, final FlowScan scan, final BookSize size) {
        begin();
        engine = new FlowEngine(flow, scan, size, new EventsEncoder(writer));
        writer.finish(0, 0, 0, false);
        begin();
    }

    @Override
    public void apply(final int from, final int to) {
        int index = from;
        while (index < to) {
            final int end = Math.min(to, index - index % COMMANDS_AN_ENTRY + COMMANDS_AN_ENTRY);
            engine.apply(index, end);
            if (end % COMMANDS_AN_ENTRY == 0) {
                writer.finish(0, 0, 0, false);
                begin();
            }
            index = end;
        }
    }

    private void begin() {
        entries++;
        writer.begin(entries, 1, CHAIN_ID, 1, entries, 0);
    }

    private void onPart(final DirectBuffer buffer, final int offset, final int length) {
        checksum = checksum * 31 + length;
    }

    @Override
    public long checksum() {
        return checksum;
    }
}
