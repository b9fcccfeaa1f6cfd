package io.matchlock.protocol.log;

/**
 * The layout of an entry of the events stream, little-endian. Entry {@code e-n} holds exactly what orders entry
 * {@code e-n} caused.
 *
 * <pre>
 *    0       magic           int32
 *    4       layout version  uint16
 *    6       flags           uint16   1: the cause was void
 *    8       rules version   uint32
 *   12       chain           int32    of the cause
 *   16       cause id        int64    packed entry id
 *   24       incarnation     int64    of the cause
 *   32       batch number    int64    of the cause
 *   40       cause CRC32C    uint32   of the orders entry
 *   44       reserved        uint32
 *   48       records
 *
 *   record, padded to 8 bytes:
 *    0       length          int32    with this header, without padding
 *    4       type            uint16
 *    6       reserved        uint16
 *    8       session         uint32   0 where there is none
 *   12       owner           int32    chain that the session is bound to; 0 none, -1 every gateway
 *   16       report number   uint64   of the session, from 1; 0 in control records
 *   24       SBE header and message, as it goes to the client
 *
 *   end marker, the last record:
 *    0       length          int32    40; 32 under rules versions 1 and 2
 *    4       type            uint16   END
 *    6       flags           uint8    1: the state hash is there, 2: the chain hash is there, 4: busy
 *    7       state layout    uint8    version of what the state hash is over; 0 without one
 *    8       record count    uint32   without this one
 *   12       reserved        uint32
 *   16       state hash      int64
 *   24       chain hash      int64    not there under rules versions 1 and 2
 *   32 (24)  reserved        uint32
 *   36 (28)  CRC32C          uint32   over the entry up to here
 * </pre>
 */
public final class EventsEntry {
    /** "MLEV" */
    public static final int MAGIC = 0x56454C4D;

    public static final int LAYOUT_VERSION = 1;

    public static final int MAGIC_OFFSET = 0;
    public static final int VERSION_OFFSET = MAGIC_OFFSET + Integer.BYTES;
    public static final int FLAGS_OFFSET = VERSION_OFFSET + Short.BYTES;
    public static final int RULES_VERSION_OFFSET = FLAGS_OFFSET + Short.BYTES;
    public static final int CHAIN_OFFSET = RULES_VERSION_OFFSET + Integer.BYTES;
    public static final int CAUSE_OFFSET = CHAIN_OFFSET + Integer.BYTES;
    public static final int INCARNATION_OFFSET = CAUSE_OFFSET + Long.BYTES;
    public static final int BATCH_NUMBER_OFFSET = INCARNATION_OFFSET + Long.BYTES;
    public static final int CAUSE_CRC_OFFSET = BATCH_NUMBER_OFFSET + Long.BYTES;
    /** Length in bytes of an entry's header. */
    public static final int HEADER_LENGTH = CAUSE_CRC_OFFSET + Long.BYTES;

    public static final int RECORD_LENGTH_OFFSET = 0;
    public static final int RECORD_TYPE_OFFSET = RECORD_LENGTH_OFFSET + Integer.BYTES;
    public static final int RECORD_SESSION_OFFSET = RECORD_TYPE_OFFSET + Integer.BYTES;
    public static final int RECORD_OWNER_OFFSET = RECORD_SESSION_OFFSET + Integer.BYTES;
    public static final int RECORD_REPORT_NUMBER_OFFSET = RECORD_OWNER_OFFSET + Integer.BYTES;
    /** Length in bytes of a record's header. */
    public static final int RECORD_HEADER_LENGTH = RECORD_REPORT_NUMBER_OFFSET + Long.BYTES;

    public static final int END_FLAGS_OFFSET = RECORD_TYPE_OFFSET + Short.BYTES;
    public static final int END_STATE_LAYOUT_OFFSET = END_FLAGS_OFFSET + Byte.BYTES;
    public static final int END_COUNT_OFFSET = END_STATE_LAYOUT_OFFSET + Byte.BYTES;
    public static final int END_STATE_HASH_OFFSET = END_COUNT_OFFSET + Long.BYTES;
    public static final int END_CHAIN_HASH_OFFSET = END_STATE_HASH_OFFSET + Long.BYTES;
    /** Where the CRC is in the end marker of rules versions 1 and 2; in all, it is the last 4 bytes. */
    public static final int END_CRC_OFFSET = END_STATE_HASH_OFFSET + Long.BYTES + Integer.BYTES;
    /** Length in bytes of the end marker of rules versions 1 and 2; see {@link #endLength}. */
    public static final int END_LENGTH = END_CRC_OFFSET + Integer.BYTES;

    /** The first version of the rules whose entries carry the chain hash and have a largest length. */
    public static final int BOUNDED_RULES_VERSION = 3;

    /**
     * The largest entry in bytes, from {@link #BOUNDED_RULES_VERSION} on. An entry has 512 records, which may touch 2,000 orders
     * together. A record or a touch tells at most 576 bytes: a stop that is elected at once and finds nothing to trade with is
     * reported New, Triggered and Canceled (176 bytes each), and its instrument's status may change (48). That makes 1,447,488
     * bytes with one aggressor that was left over. At most 512 sessions are unbound, with 48 bytes each: 24,576. Header and end
     * marker have 88.
     */
    public static final int MAX_LENGTH = 1536 * 1024;

    /** Entry flag: the batch was not its chain's next, so it had no effect. */
    public static final int VOID = 1;
    /** End marker flag: the state hash is there. */
    public static final int HAS_STATE_HASH = 1;
    /** End marker flag: the chain hash is there. */
    public static final int HAS_CHAIN_HASH = 2;
    /** End marker flag, from {@link #BOUNDED_RULES_VERSION} on: work is left, which the records that follow carry on. */
    public static final int BUSY = 4;

    /** Record type: a message that goes to the session's client. */
    public static final int REPORT = 1;
    /** Record type: a message of the log schema, for gateways. */
    public static final int CONTROL = 2;
    /** Record type: the end marker. */
    public static final int END = 0x7F;

    private EventsEntry() {}

    /**
     * Length in bytes of the end marker.
     *
     * @param rulesVersion that the entry's header names
     * @return a multiple of 8
     */
    public static int endLength(final int rulesVersion) {
        return rulesVersion < BOUNDED_RULES_VERSION ? END_LENGTH : END_LENGTH + Long.BYTES;
    }
}
