package io.matchlock.protocol.log;

/**
 * The id of a stream entry, {@code <epoch>-<sequence>} in Redis, packed into one long that orders as the ids do:
 * 15 bits of epoch above 48 bits of sequence. {@link #NONE} stands for "before everything".
 */
public final class EntryId {
    /** No entry: orders before every id. */
    public static final long NONE = 0L;
    /** The id of a segment's first entry, its genesis. */
    public static final long GENESIS = 1L << 48;
    /** The highest epoch. */
    public static final long MAX_EPOCH = (1L << 15) - 1;
    /** The highest sequence of an epoch. */
    public static final long MAX_SEQUENCE = (1L << 48) - 1;

    private static final int SEQUENCE_BITS = 48;

    private EntryId() {}

    /**
     * Packs an id.
     *
     * @param epoch 0 to {@link #MAX_EPOCH}
     * @param sequence 0 to {@link #MAX_SEQUENCE}
     * @return the id
     * @throws IllegalArgumentException if one is out of range
     */
    public static long of(final long epoch, final long sequence) {
        if (epoch < 0 || epoch > MAX_EPOCH || sequence < 0 || sequence > MAX_SEQUENCE) {
            throw new IllegalArgumentException("entry id out of range: " + epoch + "-" + sequence);
        }
        return epoch << SEQUENCE_BITS | sequence;
    }

    /**
     * The first part.
     *
     * @param id packed
     * @return the epoch
     */
    public static long epoch(final long id) {
        return id >>> SEQUENCE_BITS;
    }

    /**
     * The second part.
     *
     * @param id packed
     * @return the sequence, gapless within an epoch
     */
    public static long sequence(final long id) {
        return id & MAX_SEQUENCE;
    }

    /**
     * Whether an entry is the first of an epoch that is not the segment's first: a fence.
     *
     * @param id packed
     * @return whether it is {@code e-0} with an {@code e} above 1
     */
    public static boolean isFence(final long id) {
        return sequence(id) == 0 && id > GENESIS;
    }

    /**
     * Whether an entry may be the next one, as far as ids can tell: it is, or it is a fence that ends the epoch. Behind which
     * entry that ends it, only the fence itself knows, see {@link EntryOrder}.
     *
     * @param id packed
     * @param lastId packed, of the entry before; {@link #NONE} for none
     * @return whether it may
     */
    public static boolean mayFollow(final long id, final long lastId) {
        return id == next(lastId) || (isFence(id) && epoch(id) == epoch(lastId) + 1);
    }

    /**
     * The id that must come after this one as long as the epoch stands.
     *
     * @param id packed
     * @return the next id; {@link #GENESIS} after {@link #NONE}
     */
    public static long next(final long id) {
        return id == NONE ? GENESIS : id + 1;
    }

    /**
     * The id before one of the same epoch.
     *
     * @param id packed
     * @return packed; {@link #NONE} before the genesis entry; before a fence the highest of the epoch that it ends, which stands
     *     for whatever entry was that epoch's last: a reader that is told to begin behind it begins with the fence
     */
    public static long before(final long id) {
        return id == GENESIS ? NONE : id - 1;
    }

    /**
     * How many entries there are from one to another, at least: of entries in different epochs, those of the later epoch.
     *
     * @param from packed, not counted; {@link #NONE} to count from the beginning
     * @param to packed, counted
     * @return 0 if {@code to} is {@link #NONE}, negative if it is the earlier one of an epoch
     */
    public static long distance(final long from, final long to) {
        if (epoch(from) == epoch(to)) {
            return to - from;
        }
        return to == NONE ? 0 : sequence(to) + 1;
    }

    /**
     * As Redis writes it.
     *
     * @param id packed
     * @return {@code epoch-sequence}
     */
    public static String format(final long id) {
        return epoch(id) + "-" + sequence(id);
    }

    /**
     * Reads what Redis writes.
     *
     * @param text {@code epoch-sequence}
     * @return the packed id
     * @throws IllegalArgumentException if it is no id, or not one of ours (an automatic id has milliseconds for epoch)
     */
    public static long parse(final String text) {
        final int dash = text.indexOf('-');
        if (dash < 1) {
            throw new IllegalArgumentException("not an entry id: " + text);
        }
        try {
            return of(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException("not an entry id: " + text, e);
        }
    }
}
