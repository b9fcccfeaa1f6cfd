package io.matchlock.engine.risk;

import io.matchlock.engine.handle.AccountAt;
import io.matchlock.engine.handle.AccountNumber;
import io.matchlock.engine.handle.InstrumentSlot;
import io.matchlock.engine.handle.PositionAt;
import io.matchlock.engine.handle.PositionSlot;

/**
 * The account and the instrument of a new order, as {@link Risk} has found them. A check fills it, and {@link Risk#open} takes it
 * once: only an order that was checked is reserved for. What was found stays good for the next order of the same account and
 * instrument, as long as no position was added meanwhile, which may have taken the place of another.
 */
public final class Exposure {
    private @AccountNumber int number;
    private @InstrumentSlot int instrument;
    private @PositionSlot int slot;
    private @PositionAt long position;
    private @AccountAt long account;
    private long additions;
    private boolean isChecked;

    /** Whether it is of this account and instrument, and has found them; so many positions were added until now. */
    boolean isOf(final @AccountNumber int ofNumber, final @InstrumentSlot int ofInstrument, final long untilNow) {
        return number == ofNumber && instrument == ofInstrument && additions == untilNow && isFound();
    }

    /** Whether both the account and its position are there. */
    boolean isFound() {
        return slot != 0 && account != 0;
    }

    /** Begins to look for an account, by number, in an instrument. */
    void of(final @AccountNumber int ofNumber, final @InstrumentSlot int ofInstrument) {
        number = ofNumber;
        instrument = ofInstrument;
    }

    /**
     * Ends to look for it.
     *
     * @param foundSlot of the position, 0 for none
     * @param foundPosition at that slot
     * @param foundAccount the account, 0 for none
     * @param positionAdditions how many positions were added until now
     */
    void found(
            final @PositionSlot int foundSlot,
            final @PositionAt long foundPosition,
            final @AccountAt long foundAccount,
            final long positionAdditions) {
        slot = foundSlot;
        position = foundPosition;
        account = foundAccount;
        additions = positionAdditions;
    }

    /** The account's number. */
    @AccountNumber
    int number() {
        return number;
    }

    @InstrumentSlot
    int instrument() {
        return instrument;
    }

    /** Slot of the position, 0 for none. */
    @PositionSlot
    int slot() {
        return slot;
    }

    /** The position. Not to be read if there is none. */
    @PositionAt
    long position() {
        return position;
    }

    /** The account, 0 for none. */
    @AccountAt
    long account() {
        return account;
    }

    /** Notes what a check has said. Returns it. */
    boolean checked(final boolean isAllowed) {
        isChecked = isAllowed;
        return isAllowed;
    }

    /** Throws {@link IllegalStateException} unless a check allowed an order for which nothing was reserved yet. */
    void takeCheck() {
        if (!isChecked) {
            throw new IllegalStateException("no order of account " + Integer.toUnsignedString(number) + " was checked");
        }
        isChecked = false;
    }

    /** Throws {@link IllegalStateException} if a position was added since it found none. */
    void requireUnchanged(final long positionAdditions) {
        if (additions != positionAdditions) {
            throw new IllegalStateException(
                    "positions were added since account " + Integer.toUnsignedString(number) + " was looked for");
        }
    }
}
