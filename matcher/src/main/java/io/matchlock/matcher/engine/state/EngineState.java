package io.matchlock.matcher.engine.state;

import java.util.zip.CRC32C;

/** All tables of one engine. The engine's thread owns it; it is hashed, and will be copied, as a whole. */
public final class EngineState {
    private final CRC32C crc = new CRC32C();
    private final Registers registers = new Registers();
    private final ChainTable chains;
    private final SessionTable sessions;
    private final InstrumentTable instruments;
    private final OrderTable orders;
    private final LevelTable levels;
    private final Books books;

    public EngineState(
            final int maxChains,
            final int maxSessions,
            final int maxInstruments,
            final int maxOrders,
            final int maxPriceLevels) {
        chains = new ChainTable(maxChains);
        sessions = new SessionTable(maxSessions);
        instruments = new InstrumentTable(maxInstruments);
        orders = new OrderTable(maxOrders);
        levels = new LevelTable(maxPriceLevels);
        books = new Books(instruments, orders, levels, new PriceTrie(maxPriceLevels));
    }

    public Registers registers() {
        return registers;
    }

    public ChainTable chains() {
        return chains;
    }

    public SessionTable sessions() {
        return sessions;
    }

    public InstrumentTable instruments() {
        return instruments;
    }

    public OrderTable orders() {
        return orders;
    }

    public Books books() {
        return books;
    }

    /** Over the used part of each table: equal for equal logs. Indexes are left out, for they follow from the rest. */
    public long hash() {
        long hash = registers.hash(0, crc);
        hash = chains.hash(hash, crc);
        hash = sessions.hash(hash, crc);
        hash = instruments.hash(hash, crc);
        hash = orders.hash(hash, crc);
        return levels.hash(hash, crc);
    }
}
