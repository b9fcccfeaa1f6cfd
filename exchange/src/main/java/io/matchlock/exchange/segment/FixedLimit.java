package io.matchlock.exchange.segment;

import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.settings.Origin;
import io.matchlock.exchange.settings.Setting;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.protocol.segment.SegmentDefinition;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The limits that a segment is made with and keeps: they stand in its first entry, and every replay goes by them. */
@SuppressWarnings("ImmutableEnumChecker") // a setting is a record, and the accessors are of one
public enum FixedLimit {
    /** Living orders. */
    ORDERS(SettingTable.MAX_ORDERS, SegmentDefinition::maxOrders),
    /** Of them those with details. */
    DETAILED_ORDERS(SettingTable.MAX_DETAILED_ORDERS, SegmentDefinition::maxDetailedOrders),
    /** Price levels. */
    LEVELS(SettingTable.MAX_LEVELS, SegmentDefinition::maxPriceLevels),
    /** Sessions. */
    SESSIONS(SettingTable.MAX_SESSIONS, SegmentDefinition::maxSessions),
    /** Chains of batches. */
    CHAINS(SettingTable.MAX_CHAINS, SegmentDefinition::maxChains),
    /** Instruments. */
    INSTRUMENTS(SettingTable.MAX_INSTRUMENTS, SegmentDefinition::maxInstruments),
    /** Accounts. */
    ACCOUNTS(SettingTable.MAX_ACCOUNTS, SegmentDefinition::maxAccounts),
    /** Positions. */
    POSITIONS(SettingTable.MAX_POSITIONS, SegmentDefinition::maxPositions),
    /** Orders that one record may touch. */
    TOUCHED(SettingTable.MAX_TOUCHED, SegmentDefinition::maxTouchedOrders),
    /** Records that may wait. */
    DEFERRED(SettingTable.MAX_DEFERRED, SegmentDefinition::maxDeferredRecords),
    /** Silence after which a gateway is fenced, in seconds. */
    FENCE_TICKS(SettingTable.FENCE_TICKS, SegmentDefinition::gatewayFenceTicks),
    /** Ticks for which an idle session is kept. */
    SESSION_IDLE(SettingTable.SESSION_IDLE, SegmentDefinition::sessionIdleTicks);

    private final Setting setting;
    private final ToIntFunction<SegmentDefinition> made;

    FixedLimit(final Setting setting, final ToIntFunction<SegmentDefinition> made) {
        this.setting = setting;
        this.made = made;
    }

    /**
     * The limit that a setting is for.
     *
     * @param setting of {@link SettingTable}
     * @return the limit, or nothing if the setting can be changed
     */
    public static Optional<FixedLimit> of(final Setting setting) {
        return Arrays.stream(values())
                .filter(limit -> limit.setting.equals(setting))
                .findFirst();
    }

    /**
     * Its value.
     *
     * @param segment that was made, or nothing if that is not known
     * @param settings that a segment would be made with
     * @return the segment's, else that of the settings
     */
    public int value(final Optional<SegmentDefinition> segment, final Settings settings) {
        return segment.map(made::applyAsInt).orElseGet(() -> settings.number(setting));
    }

    /**
     * Requires that nobody asks for another limit than a segment was made with. A default asks for nothing.
     *
     * @param segment that was made
     * @param settings that are effective
     * @throws OperatorException if somebody does; one sentence that names both
     */
    static void requireKept(final SegmentDefinition segment, final Settings settings) {
        for (final FixedLimit limit : values()) {
            final int kept = limit.made.applyAsInt(segment);
            if (settings.origin(limit.setting) != Origin.DEFAULT && settings.number(limit.setting) != kept) {
                throw OperatorException.startup("setting " + limit.setting.name() + " is \""
                        + settings.text(limit.setting) + "\", and segment " + segment.name() + " was made with " + kept
                        + ", which holds for its life; leave the setting out, or make another segment with --data.");
            }
        }
    }
}
