package io.matchlock.audit.auditor.store;

/** A bit for each number from 0, in pages. One thread. */
public final class PagedBits {
    private final PagedRecords words = new PagedRecords(Long.BYTES);

    /**
     * Sets a bit.
     *
     * @param number from 0
     * @return false if it was set already
     */
    public boolean set(final long number) {
        final long index = number >> 6;
        final var page = words.write(index);
        final int offset = words.offset(index);
        final long before = page.getLong(offset);
        page.putLong(offset, before | (1L << number));
        return (before & (1L << number)) == 0;
    }

    /**
     * Reads a bit.
     *
     * @param number any
     * @return whether it was set
     */
    public boolean get(final long number) {
        final long index = number >> 6;
        final var page = words.read(index);
        return page != null && (page.getLong(words.offset(index)) & (1L << number)) != 0;
    }

    /** {@return one above the highest number that may be set} */
    public long end() {
        return words.end() << 6;
    }
}
