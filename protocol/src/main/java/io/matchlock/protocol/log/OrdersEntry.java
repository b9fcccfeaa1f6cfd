package io.matchlock.protocol.log;

import org.agrona.DirectBuffer;

/**
 * The layout of an entry of the orders stream, little-endian. One entry is one batch of a chain, the genesis, or a fence.
 *
 * <pre>
 *    0       magic           int32
 *    4       layout version  uint16
 *    6       kind            uint16   batch, genesis or fence
 *    8       CRC32C          uint32   over all the rest
 *   12       length          uint32   of the entry in bytes
 *   16       chain           int32    gateway and loop
 *   20       record count    uint32
 *   24       incarnation     int64    random, new at each start of the chain; of a fence, the chain hash before it
 *   32       batch number    int64    from 1, without gaps in a chain; of a fence, the packed id of the entry before it
 *   40       turn time       int64    wall clock of the gateway's turn, ns UTC
 *   48       records
 *
 *   record, padded to 8 bytes:
 *    0       length          int32    with this header, without padding
 *    4       type            uint16
 *    6       reserved        uint16
 *    8       session         uint32   0 where there is none
 *   12       reserved        uint32
 *   16       client number   uint64   0 where there is none
 *   24       receive time    uint64   ns UTC
 *   32       SBE header and message
 * </pre>
 */
public final class OrdersEntry {
    /** "MLOE" */
    public static final int MAGIC = 0x454F4C4D;

    public static final int LAYOUT_VERSION = 1;

    public static final int MAGIC_OFFSET = 0;
    public static final int VERSION_OFFSET = MAGIC_OFFSET + Integer.BYTES;
    public static final int KIND_OFFSET = VERSION_OFFSET + Short.BYTES;
    public static final int CRC_OFFSET = KIND_OFFSET + Short.BYTES;
    public static final int LENGTH_OFFSET = CRC_OFFSET + Integer.BYTES;
    public static final int CHAIN_OFFSET = LENGTH_OFFSET + Integer.BYTES;
    public static final int COUNT_OFFSET = CHAIN_OFFSET + Integer.BYTES;
    public static final int INCARNATION_OFFSET = COUNT_OFFSET + Integer.BYTES;
    public static final int BATCH_NUMBER_OFFSET = INCARNATION_OFFSET + Long.BYTES;
    public static final int TURN_TIME_OFFSET = BATCH_NUMBER_OFFSET + Long.BYTES;
    /** Length in bytes of an entry's header. */
    public static final int HEADER_LENGTH = TURN_TIME_OFFSET + Long.BYTES;

    public static final int RECORD_LENGTH_OFFSET = 0;
    public static final int RECORD_TYPE_OFFSET = RECORD_LENGTH_OFFSET + Integer.BYTES;
    public static final int RECORD_SESSION_OFFSET = RECORD_TYPE_OFFSET + Integer.BYTES;
    public static final int RECORD_CLIENT_NUMBER_OFFSET = RECORD_SESSION_OFFSET + Long.BYTES;
    public static final int RECORD_RECEIVE_TIME_OFFSET = RECORD_CLIENT_NUMBER_OFFSET + Long.BYTES;
    /** Length in bytes of a record's header. */
    public static final int RECORD_HEADER_LENGTH = RECORD_RECEIVE_TIME_OFFSET + Long.BYTES;

    /** Kind: a batch of a chain. */
    public static final int BATCH = 0;
    /** Kind: the first entry of a segment. */
    public static final int GENESIS = 1;
    /** Kind: the first entry of a new epoch. */
    public static final int FENCE = 2;

    /** Record type: an application message as the client sent it, SOFH taken off. */
    public static final int CLIENT_MESSAGE = 1;
    /** Record type: a message of the log schema, from the gateway itself. */
    public static final int INTERNAL = 2;

    /** The most records of a batch. */
    public static final int MAX_RECORDS = 512;
    /** The largest entry in bytes. */
    public static final int MAX_LENGTH = 64 * 1024;

    private OrdersEntry() {}

    /**
     * The CRC32C that an entry must carry: over all of it but the CRC itself.
     *
     * @param checksum to compute it with
     * @param entry holds the entry
     * @param offset of it
     * @param length in bytes, with the header
     * @return CRC32C
     */
    public static int checksum(final Checksum checksum, final DirectBuffer entry, final int offset, final int length) {
        checksum.reset();
        checksum.update(entry, offset, CRC_OFFSET);
        checksum.update(entry, offset + LENGTH_OFFSET, length - LENGTH_OFFSET);
        return checksum.value();
    }

    /**
     * Where the next record begins.
     *
     * @param recordLength in bytes, header included
     * @return padded to a multiple of 8
     */
    public static int align(final int recordLength) {
        return (recordLength + 7) & ~7;
    }
}
