package io.matchlock.engine;

import io.matchlock.engine.state.EngineState;
import java.nio.ByteBuffer;

/** One region of the state, for whoever copies the state as a whole. Only the engine's owner may look, and only between records. */
public final class StateRegion {
    private final EngineState state;
    private final int index;

    StateRegion(final EngineState state, final int index) {
        this.state = state;
        this.index = index;
    }

    /** What it holds, at most 32 ASCII characters; unique among the regions. */
    public String name() {
        return state.regionName(index);
    }

    /** Bytes in use from its beginning; what lies behind them has no meaning. */
    public long usedBytes() {
        return state.regionUsedBytes(index);
    }

    /** Its fixed size. */
    public long capacityBytes() {
        return state.regionCapacityBytes(index);
    }

    /** Its memory from the beginning, to be read or written. */
    public ByteBuffer bytes(final long length) {
        return state.regionBytes(index, length);
    }
}
