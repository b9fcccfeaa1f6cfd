package io.matchlock.engine.state;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.book.InstrumentTable;
import io.matchlock.engine.book.LevelTable;
import io.matchlock.engine.book.PriceTrie;
import io.matchlock.engine.order.DetailTable;
import io.matchlock.engine.order.ExpiryHeap;
import io.matchlock.engine.order.OrderDirectory;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.order.SessionOrders;
import io.matchlock.engine.party.AccountTable;
import io.matchlock.engine.party.ChainTable;
import io.matchlock.engine.party.DeadNumbers;
import io.matchlock.engine.party.PositionTable;
import io.matchlock.engine.party.SessionTable;
import io.matchlock.engine.progress.Work;
import io.matchlock.engine.request.EngineLimits;
import io.matchlock.engine.store.Region;
import io.matchlock.engine.store.Regions;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** All tables of one engine. The engine's thread owns it; it is hashed and copied as a whole. */
public final class EngineState {
    private final CRC32C crc = new CRC32C();
    private final Regions regions = new Regions();
    private final Registers registers = new Registers(regions);
    private final Work work = new Work(regions);
    private final ChainTable chains;
    private final SessionTable sessions;
    private final DeadNumbers deadNumbers;
    private final InstrumentTable instruments;
    private final AccountTable accounts;
    private final PositionTable positions;
    private final OrderTable orders;
    private final OrderDirectory directory;
    private final SessionOrders sessionOrders;
    private final DetailTable details;
    private final ExpiryHeap expiries;
    private final Books books;
    private final Backlog backlog;

    /** Takes memory for all tables, as large as the limits say. */
    public EngineState(final EngineLimits limits) {
        chains = new ChainTable(limits.maxChains(), regions);
        sessions = new SessionTable(limits.maxSessions(), regions);
        deadNumbers = new DeadNumbers(limits.maxSessions(), sessions, regions);
        instruments = new InstrumentTable(limits.maxInstruments(), regions);
        accounts = new AccountTable(limits.maxAccounts(), regions);
        positions = new PositionTable(limits.maxPositions(), regions);
        orders = new OrderTable(limits.maxOrders(), regions);
        directory = new OrderDirectory(limits.maxOrders(), orders, regions);
        sessionOrders = new SessionOrders(orders, sessions);
        details = new DetailTable(limits.maxDetailedOrders(), regions);
        expiries = new ExpiryHeap(limits.maxDetailedOrders(), orders, details, regions);
        books = new Books(
                instruments,
                orders,
                new LevelTable(limits.maxPriceLevels(), regions),
                new PriceTrie(limits.maxPriceLevels(), regions));
        backlog = new Backlog(limits.maxDeferredRecords(), regions);
    }

    /** The single values. */
    public Registers registers() {
        return registers;
    }

    /** What is left of unfinished work. */
    public Work work() {
        return work;
    }

    /** The chains. */
    public ChainTable chains() {
        return chains;
    }

    /** The sessions. */
    public SessionTable sessions() {
        return sessions;
    }

    /** The sessions' dead numbers. */
    public DeadNumbers deadNumbers() {
        return deadNumbers;
    }

    /** The instruments. */
    public InstrumentTable instruments() {
        return instruments;
    }

    /** The accounts. */
    public AccountTable accounts() {
        return accounts;
    }

    /** The positions. */
    public PositionTable positions() {
        return positions;
    }

    /** The orders. */
    public OrderTable orders() {
        return orders;
    }

    /** The orders that can be addressed. */
    public OrderDirectory directory() {
        return directory;
    }

    /** The lists of sessions' orders. */
    public SessionOrders sessionOrders() {
        return sessionOrders;
    }

    /** The orders' details. */
    public DetailTable details() {
        return details;
    }

    /** The orders that expire. */
    public ExpiryHeap expiries() {
        return expiries;
    }

    /** The books. */
    public Books books() {
        return books;
    }

    /** The records that wait. */
    public Backlog backlog() {
        return backlog;
    }

    /** How many regions there are. */
    public int regionCount() {
        return regions.count();
    }

    /** Name of a region, by index from 0. */
    public String regionName(final int index) {
        return regions.region(index).name();
    }

    /** How much of a region is in use. */
    public long regionUsedBytes(final int index) {
        return regions.usedBytes(index);
    }

    /** Length of a region. */
    public long regionCapacityBytes(final int index) {
        return regions.region(index).capacityBytes();
    }

    /** A region's bytes, as many as asked for, from its beginning. */
    public ByteBuffer regionBytes(final int index, final long length) {
        return regions.region(index).bytes(length);
    }

    /** Over the used part of each table: equal for equal logs. Indexes are left out, for they follow from the rest. */
    public long hash() {
        return hashSlice(0, 0, 1);
    }

    /** Folds one of {@code of} slices of each table into {@code hash}. */
    public long hashSlice(final long hash, final int slice, final int of) {
        long result = hash;
        for (int index = 0; index < regions.count(); index++) {
            if (!regions.isDerived(index)) {
                final long used = regions.usedBytes(index);
                final Region region = regions.region(index);
                result = region.hash(result, crc, used * slice / of, used * (slice + 1) / of);
            }
        }
        return result;
    }
}
