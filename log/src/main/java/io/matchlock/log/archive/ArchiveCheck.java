package io.matchlock.log.archive;

import io.matchlock.log.archive.file.BlockReader;
import io.matchlock.log.archive.file.ClosedFile;
import io.matchlock.log.archive.format.ArchiveException;
import io.matchlock.log.archive.format.ArchiveName;
import io.matchlock.log.archive.format.BlockHeader;
import io.matchlock.log.archive.format.Digest;
import io.matchlock.log.archive.format.FileEnd;
import io.matchlock.log.archive.format.FileHeader;
import io.matchlock.log.archive.index.NextNumbers;
import io.matchlock.log.archive.index.ReportIndex;
import io.matchlock.log.entry.LogCorruptException;
import io.matchlock.log.entry.PairHandler;
import io.matchlock.protocol.log.ChainHash;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.log.EventsEntryDecoder;
import io.matchlock.protocol.log.OrdersEntryDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * Reads all of an archive and tells what is not as it was written: files that are missing, damaged, of another segment or in
 * another's place; entries that don't follow one another, or whose CRC or chain hash is wrong. Changes nothing. One thread.
 */
public final class ArchiveCheck {
    private static final int LOOKS = 20;
    private static final long LOOK_INTERVAL_NS = 50_000_000;

    private final Path folder;
    private final Consumer<String> findings;
    private final PairHandler visitor;
    private final OrdersEntryDecoder orders = new OrdersEntryDecoder();
    private final EventsEntryDecoder events = new EventsEntryDecoder();
    /** Null where entries are missing, so that nobody knows the numbers. */
    private ReportIndex reports;

    private Path path;
    private FileHeader expected;
    private long lastId = EntryId.NONE;
    private long chainHash;
    private long entries;
    private long rawBytes;
    private long bytes;
    private long faults;

    /**
     * A check that has not begun.
     *
     * @param folder of the archive
     * @param findings takes each finding, one sentence that names the file
     * @param visitor is shown each sound entry, in order
     */
    public ArchiveCheck(final Path folder, final Consumer<String> findings, final PairHandler visitor) {
        this.folder = folder;
        this.findings = findings;
        this.visitor = visitor;
    }

    /**
     * Checks all files, the open one up to its last whole block.
     *
     * @return whether nothing was found
     * @throws ArchiveException if the disk fails
     */
    public boolean run() {
        final List<ArchiveName> names = ArchiveName.list(folder);
        try (BlockReader reader = new BlockReader()) {
            for (final ArchiveName name : names) {
                check(name, reader);
            }
        } catch (final IOException e) {
            throw new ArchiveException("the archive in " + folder + " cannot be read: " + e, e);
        }
        return faults == 0;
    }

    /** {@return the last sound entry, packed; {@code EntryId.NONE} if there is none} */
    public long lastId() {
        return lastId;
    }

    /** {@return the chain hash over all orders entries up to the last} */
    public long chainHash() {
        return chainHash;
    }

    /** {@return how many entries there are of each stream} */
    public long entries() {
        return entries;
    }

    /** {@return how many bytes all entries have, of both streams} */
    public long rawBytes() {
        return rawBytes;
    }

    /** {@return how many bytes all files have} */
    public long bytes() {
        return bytes;
    }

    private void check(final ArchiveName name, final BlockReader reader) throws IOException {
        path = name.in(folder);
        try (FileChannel channel = FileChannel.open(path)) {
            bytes += channel.size();
            final ByteBuffer first = ByteBuffer.allocate(FileHeader.LENGTH);
            final FileHeader header = BlockReader.fill(channel, first, 0) ? FileHeader.decode(first) : null;
            if (header == null) {
                report("has a damaged header");
                expected = null;
                return;
            }
            requireToFollow(header);
            beginIndex(header);
            final MessageDigest digest = Digest.start();
            digest.update(header.encode());
            final long end = checkBlocks(channel, reader, digest);
            if (!name.isClosed() && end < channel.size() && !isBeingWritten(channel, reader, end)) {
                report("has " + (channel.size() - end) + " bytes behind entry " + EntryId.format(lastId)
                        + " that are no whole block: left by a crash, or damaged");
            }
            if (name.isClosed()) {
                checkEnd(channel, digest, end, header);
                checkIndex(header);
            }
        }
    }

    private void beginIndex(final FileHeader header) {
        if (header.number() == 0) {
            reports = new ReportIndex(lastId, new NextNumbers());
        } else if (reports != null) {
            reports = new ReportIndex(lastId, reports.next());
        }
    }

    private void checkIndex(final FileHeader header) {
        final String fault =
                reports == null ? null : new FileIndexes(folder, header.segment()).fault(header.number(), reports);
        if (fault != null) {
            report(fault);
        }
    }

    /** Gives up where the archive has lost entries, which was told. */
    private void index(final long id, final DirectBuffer buffer, final int offset, final int length) {
        try {
            if (id == EntryId.GENESIS) {
                reports.begin(orders);
            }
            reports.add(id, buffer, offset, length);
        } catch (final LogCorruptException e) {
            reports = null;
            if (faults == 0) {
                report(e.getMessage());
            }
        }
    }

    /** Whether what stands behind the last block becomes a block, or the file's end, within a moment. */
    private boolean isBeingWritten(final FileChannel channel, final BlockReader reader, final long end)
            throws IOException {
        for (int look = 0; look < LOOKS; look++) {
            if (reader.read(channel, end, channel.size()) != null || Files.notExists(path)) {
                return true;
            }
            LockSupport.parkNanos(LOOK_INTERVAL_NS);
        }
        return false;
    }

    private void requireToFollow(final FileHeader header) {
        if (lastId == EntryId.NONE && header.number() == 0) {
            expected = new FileHeader(
                    header.segment(),
                    0,
                    EntryId.GENESIS,
                    ChainHash.first(header.segment().high(), header.segment().low()),
                    Digest.NONE);
        }
        if (expected == null) {
            if (lastId == EntryId.NONE) {
                report("is file " + header.number() + " of the archive, those before it are missing");
            }
        } else if (!header.equals(expected)) {
            report("does not follow the file before: it is " + header + ", and " + expected + " belongs there");
        }
        lastId = EntryId.before(header.firstId());
        chainHash = header.chainHash();
    }

    /** Checks all blocks; where the last whole one ends. */
    private long checkBlocks(final FileChannel channel, final BlockReader reader, final MessageDigest digest)
            throws IOException {
        final long size = channel.size();
        long offset = FileHeader.LENGTH;
        BlockHeader block = reader.read(channel, offset, size);
        while (block != null) {
            digest.update(reader.headerBytes());
            digest.update(reader.storedBytes());
            final String name = "the block from entry " + EntryId.format(block.firstId()) + " on ";
            if (!EntryId.mayFollow(block.firstId(), lastId)) {
                report(name + "does not follow entry " + EntryId.format(lastId));
            }
            String fault = reader.open();
            if (fault == null) {
                fault = reader.forEach(EntryId.NONE, this::onPair);
            }
            if (fault == null && block.chainHash() != chainHash) {
                fault = "has another chain hash than its entries give";
            }
            if (fault != null) {
                report(name + fault);
            }
            lastId = block.lastId();
            chainHash = block.chainHash();
            rawBytes += block.rawLength();
            offset += block.lengthInFile();
            block = reader.read(channel, offset, size);
        }
        return offset;
    }

    private void onPair(
            final long id,
            final DirectBuffer ordersBuffer,
            final int ordersOffset,
            final int ordersLength,
            final DirectBuffer eventsBuffer,
            final int eventsOffset,
            final int eventsLength) {
        final String ordersFault = orders.wrap(ordersBuffer, ordersOffset, ordersLength);
        final String eventsFault = events.wrap(eventsBuffer, eventsOffset, eventsLength);
        final long before = lastId;
        entries++;
        lastId = id;
        if (ordersFault != null) {
            report("orders entry " + EntryId.format(id) + " is corrupt: " + ordersFault);
            return;
        }
        if (EntryId.isFence(id) && (orders.batchNumber() != before || orders.incarnation() != chainHash)) {
            report("orders entry " + EntryId.format(id) + " opens an epoch behind another entry than "
                    + EntryId.format(before));
        }
        chainHash = ChainHash.next(
                chainHash, id, orders.crc(), orders.chainId(), orders.incarnation(), orders.batchNumber());
        if (eventsFault != null) {
            report("events entry " + EntryId.format(id) + " is corrupt: " + eventsFault);
        } else if (events.causeId() != id || events.causeCrc() != orders.crc()) {
            report("events entry " + EntryId.format(id) + " is not the effect of the orders entry");
        } else {
            if (reports != null) {
                index(id, eventsBuffer, eventsOffset, eventsLength);
            }
            visitor.onPair(id, ordersBuffer, ordersOffset, ordersLength, eventsBuffer, eventsOffset, eventsLength);
        }
    }

    private void checkEnd(
            final FileChannel channel, final MessageDigest digest, final long offset, final FileHeader header)
            throws IOException {
        expected = null;
        final ClosedFile closed;
        try {
            closed = ClosedFile.read(path);
        } catch (final ArchiveException e) {
            faults++;
            findings.accept(e.getMessage());
            return;
        }
        if (closed.endOffset() != offset) {
            report("is damaged behind entry " + EntryId.format(lastId));
            return;
        }
        final ByteBuffer end = ByteBuffer.allocate((int) (channel.size() - FileEnd.TRAILER_LENGTH - offset));
        BlockReader.fill(channel, end, offset);
        digest.update(end);
        final Digest found = new Digest(digest.digest());
        if (!found.equals(closed.digest()) || closed.end().lastId() != lastId) {
            report("has SHA-256 " + found + ", and " + closed.digest() + " at its end");
        }
        expected =
                new FileHeader(header.segment(), header.number() + 1, EntryId.next(lastId), chainHash, closed.digest());
    }

    private void report(final String fault) {
        faults++;
        findings.accept("archive file " + path + " " + fault);
    }
}
