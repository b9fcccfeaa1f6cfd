package io.matchlock.audit.sim.bug;

import java.util.List;

/** A fault that the simulator must find. */
public enum Bug {
    /** A batch is acknowledged before the log's server has answered. */
    ACK_BEFORE_DURABLE(List.of(Edit.fieldReads(Names.CHAIN, "nextAcked", "stored", 1))),
    /** What was stored twice is applied twice: neither chains nor numbers are looked at. */
    APPLY_TWICE(List.of(
            Edit.returns(Names.CHAINS, "isNext", 1),
            Edit.callResults(Names.SESSIONS, "beginMessage", "highestClientSeqNo", "(I)J", 0))),
    /** A batch that was stored behind one that failed counts as stored, though it was void. */
    TRUST_STORED_BEHIND_FAILED(List.of(Edit.noFieldWrites(Names.CHAIN, "settle", "stored"))),
    /** Events that are not confirmed are forgotten when the connection is lost. */
    FORGET_UNCONFIRMED_EVENTS(List.of(Edit.callAtStart(
            "io/matchlock/log/events/EventsAppender",
            "moveTo",
            "pending",
            "io/matchlock/log/events/PendingEvents",
            "clear"))),
    /** The log is not looked at when Aeron is silent, nor when an entry is missing. */
    NEVER_HEAL(List.of(Edit.returns("io/matchlock/matcher/sequence/Sequencer", "isHealDue", 0))),
    /** Events depend on a clock. */
    CLOCK_IN_EVENTS(List.of(Edit.returnsClock("io/matchlock/matcher/message/EntryRecords", "receiveTimeNs"))),
    /** Checksums are not looked at. */
    NO_CHECKSUM(List.of(Edit.returns("io/matchlock/protocol/log/OrdersEntry", "checksum", 0))),
    /** The ledger's checkpoint is moved in one transaction, its rows are written in another. */
    TWO_TRANSACTIONS(List.of(CallEdits.alsoCallsAfter(Names.COPY_WRITER, "write", "commit", "move"))),
    /** Nobody looks whether the ledger's checkpoint was where it had to be. */
    MOVE_UNSEEN(List.of(CallEdits.takenForTrue(Names.COPY_WRITER, "write", "move"))),
    /** After a lost answer a batch is written again, and the ledger is not asked whether it is there already. */
    WRITE_AGAIN_UNASKED(List.of(
            Edit.returns(Names.WRITE_LOOP, "isWritten", 0),
            Edit.fieldReads(Names.WRITE_LOOP, "requireWritten", "wasTried", 0))),
    /** After a lost answer a batch is taken for written. */
    TAKE_FOR_WRITTEN(List.of(Edit.returns(Names.WRITE_LOOP, "isWritten", 1))),
    /** A batch that could not be written is left out. */
    SKIP_FAILED_BATCH(List.of(CallEdits.onlyCalls(Names.WRITE_LOOP, "failed", "written"))),
    /** What an order's trades are worth is not added up. */
    FORGET_NOTIONAL(
            List.of(Edit.noFieldWrites("io/matchlock/persister/fold/OrderState", "addNotional", "notionalLow"))),
    /** A commit that is still on its way is not waited for. */
    ASK_TOO_EARLY(List.of(
            CallEdits.callsInstead(Names.COPY_WRITER, "settledCheckpoint", "settledCheckpoint", "checkpoint"),
            CallEdits.callsInstead(Names.SIM_STORE, "start", "settledStart", "hastyStart"))),
    /** A batch counts whatever became of the one before it. */
    IGNORE_CHAINS(List.of(Edit.returns(Names.CHAINS, "isNext", 1))),
    /** A gateway trusts the log's answer alone, however long it was away. */
    LEASE_FOR_EVER(List.of(
            Edit.fieldReads(Names.ANSWER_TRUST, "isEnough", "doubtful", 0),
            Edit.fieldReads(Names.ANSWER_TRUST, "isEnough", "firstHere", 0))),
    /** Version 2 of the rules, by which a chain is fenced when time leaps, and a lease of five seconds. */
    SILENCE_IN_SECONDS(List.of(
            Edit.returns("io/matchlock/audit/sim/scenario/Segments", "rulesVersion", 2),
            Edit.returns("io/matchlock/gateway/chain/Lease", "ofFence", 5_000_000_000L),
            Edit.fieldReads(Names.ANSWER_TRUST, "onStored", "hasLease", 1),
            Edit.fieldReads(Names.ANSWER_TRUST, "isEnough", "firstHere", 0))),
    /** A gateway that was restarted believes that it leads because its predecessor did. */
    LEAD_BY_CHAIN(List.of(Edit.equalFields("io/matchlock/gateway/chain/Leadership", "isLeader", "leader", "chainId"))),
    /** Orders are admitted however much the log owes. */
    ADMIT_ALL(List.of(Edit.returns("io/matchlock/gateway/chain/Admission", "levelByMemory", 0))),
    /** A mailbox is read to the end of its ring, and the rest later. */
    READ_TO_THE_WRAP(
            List.of(Edit.callResults("io/matchlock/gateway/events/LoopMailbox", "read", "consumerPosition", "()J", 0))),
    /** A release that is on its way ends a binding that a client has been told of. */
    RELEASE_ANOTHER_BINDING(List.of(Edit.returns("io/matchlock/gateway/append/Releases", "isUnderWay", 0))),
    /** A client gives up for good when its Negotiate is refused because an earlier one came late. */
    NEGOTIATE_ONCE(List.of(Edit.returns("io/matchlock/client/logon/Handshake", "isRepeated", 0))),
    /** All that comes over Aeron is taken for one's own segment's. */
    ANY_TAG(List.of(Edit.returns("io/matchlock/protocol/segment/SegmentId", "tag", 0))),
    /** Whoever is ahead of the log, because that has lost its end, goes on. */
    FOLLOW_SHORTER_LOG(List.of(Edit.doesNothing("io/matchlock/log/history/LogHistory", "require"))),
    /** A log that is as long as it was is taken for the one that it was: chain hashes are not compared. */
    ANY_HISTORY(List.of(Edit.returns("io/matchlock/protocol/log/ChainHash", "next", 0))),
    /** The log of any segment is taken for one's own: segment ids are not compared. */
    ANY_SEGMENT(List.of(Edit.returns("io/matchlock/protocol/segment/SegmentId", "equals", 1))),
    /** What Aeron still holds of a log that has lost its end since is taken for the log's. */
    ANY_SERVER(List.of(Edit.returns("io/matchlock/log/history/LogHistory", "serverOf", 1))),
    /** A gateway does not look whether what was stored for it is still there. */
    FORGET_STORED(List.of(Edit.returns("io/matchlock/gateway/append/LogHandshake", "isLast", 1))),
    /** Events that somebody else has written are taken for one's own. */
    COMPARE_NOTHING(List.of(
            Edit.returns("io/matchlock/log/events/EventsAppender", "isSame", 1),
            Edit.returns("io/matchlock/log/events/EventsComparison", "firstDifference", -1))),
    /** Nobody looks whether another process has the gateway's number. */
    NO_CLAIM(List.of(Edit.returnsNull("io/matchlock/log/orders/GatewayHolder", "rival"))),
    /** All records of an entry may do as much as they like. */
    UNBOUNDED_ENTRIES(List.of(Edit.noFieldWrites("io/matchlock/engine/trade/Touches", "beginEntry", "left"))),
    /** What has left the tail is trimmed off, whether or not the archive has it on disk. */
    TRIM_TOO_FAR(
            List.of(Edit.fieldReads("io/matchlock/matcher/archive/Archiving", "trim", "forcedId", Long.MAX_VALUE))),
    /** A matcher begins with a snapshot whose events the log does not have. */
    SNAPSHOT_AHEAD(List.of(Edit.fieldReads(Names.MATCHER_SNAPSHOTS, "isUsable", "storedId", Long.MAX_VALUE))),
    /** A matcher begins with a snapshot of another history. */
    ANY_SNAPSHOT(List.of(CallEdits.takenForTrue(Names.MATCHER_SNAPSHOTS, "isUsable", "has"))),
    /** Whoever begins with a snapshot forgets how far the hash of the state had come. */
    FORGET_ROLLING_HASH(List.of(Edit.doesNothing("io/matchlock/matcher/process/RollingHash", "goOn"))),
    /** An archiver that goes on with a file leaves the reports that are in it already out of the index. */
    INDEX_HALF_A_FILE(List.of(Edit.doesNothing("io/matchlock/log/archive/ArchiveWriter", "lambda$resume$0"))),
    /** A client does not ask for the reports that it missed. */
    FORGET_GAPS(List.of(Edit.returns("io/matchlock/client/ReportFlow", "wanted", 0))),
    /** A gateway goes on in the epoch that it knows, and takes it for stored when the log refuses that. */
    FENCE_IGNORED(List.of(EpochEdits.refusedIsStored())),
    /** A fence is taken for the next entry, whichever entry it says the epoch before ended with. */
    FENCE_ANYWHERE(List.of(EpochEdits.fenceFollowsAll())),
    /** Whoever opens an epoch does not look whether others append meanwhile. */
    FENCE_UNWATCHED(List.of(EpochEdits.noWatch()));

    @SuppressWarnings("ImmutableEnumChecker") // the lists are
    private final List<Edit> edits;

    Bug(final List<Edit> edits) {
        this.edits = edits;
    }

    List<Edit> edits() {
        return edits;
    }

    /** Of classes that several bugs are in. */
    private static final class Names {
        private static final String CHAIN = "io/matchlock/gateway/chain/Chain";
        private static final String ANSWER_TRUST = "io/matchlock/gateway/chain/AnswerTrust";
        private static final String COPY_WRITER = "io/matchlock/persister/store/jdbc/CopyWriter";
        private static final String SIM_STORE = "io/matchlock/audit/sim/store/SimStore";
        private static final String WRITE_LOOP = "io/matchlock/persister/WriteLoop";
        private static final String MATCHER_SNAPSHOTS = "io/matchlock/matcher/snapshot/MatcherSnapshots";
        private static final String CHAINS = "io/matchlock/engine/control/Chains";
        private static final String SESSIONS = "io/matchlock/engine/control/Sessions";
    }
}
