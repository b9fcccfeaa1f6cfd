package io.matchlock.exchange.market;

import io.matchlock.protocol.internal.AccountBlockEncoder;
import io.matchlock.protocol.internal.AccountLimitsEncoder;
import io.matchlock.protocol.internal.InstrumentStatusChangeEncoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import io.matchlock.protocol.internal.RulesVersionEncoder;
import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.InstrumentRecord;
import org.agrona.MutableDirectBuffer;

/** A change that an operator asks the engine for, as a record of the log. */
public sealed interface AdminRequest {
    /** {@return the record's length in bytes, SBE header included} */
    int length();

    /** {@return what is asked, for people} */
    String text();

    /**
     * Writes the record.
     *
     * @param requestId that comes back in the answer
     * @param target to write to, {@link #length} bytes that are 0
     * @param offset of the SBE header
     */
    void encode(long requestId, MutableDirectBuffer target, int offset);

    /**
     * Adds an instrument or replaces its definition.
     *
     * @param instrument as it is to be
     */
    record Define(InstrumentDefinition instrument) implements AdminRequest {
        @Override
        public int length() {
            return InstrumentRecord.CHANGED_LENGTH;
        }

        @Override
        public String text() {
            return "define " + instrument.symbol();
        }

        @Override
        public void encode(final long requestId, final MutableDirectBuffer target, final int offset) {
            InstrumentRecord.encodeChanged(instrument, requestId, target, offset);
        }
    }

    /**
     * Leads an instrument to another status.
     *
     * @param securityId of the instrument
     * @param status FIX 326
     * @param text for people
     */
    record Status(int securityId, int status, String text) implements AdminRequest {
        @Override
        public int length() {
            return MessageHeaderEncoder.ENCODED_LENGTH + InstrumentStatusChangeEncoder.BLOCK_LENGTH;
        }

        @Override
        public void encode(final long requestId, final MutableDirectBuffer target, final int offset) {
            new InstrumentStatusChangeEncoder()
                    .wrapAndApplyHeader(target, offset, new MessageHeaderEncoder())
                    .requestId(requestId)
                    .securityID(securityId)
                    .status((short) status);
        }
    }

    /**
     * Sets all limits of an account.
     *
     * @param account unsigned
     * @param maxOpenOrders live orders
     * @param maxPosition in each instrument, either way
     * @param maxNotional of all live orders, whole units of price
     */
    record Limits(long account, int maxOpenOrders, long maxPosition, long maxNotional) implements AdminRequest {
        @Override
        public int length() {
            return MessageHeaderEncoder.ENCODED_LENGTH + AccountLimitsEncoder.BLOCK_LENGTH;
        }

        @Override
        public String text() {
            return "limits of account " + account;
        }

        @Override
        public void encode(final long requestId, final MutableDirectBuffer target, final int offset) {
            new AccountLimitsEncoder()
                    .wrapAndApplyHeader(target, offset, new MessageHeaderEncoder())
                    .requestId(requestId)
                    .account(account)
                    .maxOpenOrders(maxOpenOrders)
                    .maxPosition(maxPosition)
                    .maxOpenNotional(maxNotional);
        }
    }

    /**
     * Blocks an account, whose orders are cancelled, or unblocks it.
     *
     * @param account unsigned
     * @param blocked whether it is to be blocked
     */
    record Block(long account, boolean blocked) implements AdminRequest {
        @Override
        public int length() {
            return MessageHeaderEncoder.ENCODED_LENGTH + AccountBlockEncoder.BLOCK_LENGTH;
        }

        @Override
        public String text() {
            return (blocked ? "block" : "unblock") + " account " + account;
        }

        @Override
        public void encode(final long requestId, final MutableDirectBuffer target, final int offset) {
            new AccountBlockEncoder()
                    .wrapAndApplyHeader(target, offset, new MessageHeaderEncoder())
                    .requestId(requestId)
                    .account(account)
                    .blocked((short) (blocked ? 1 : 0));
        }
    }

    /**
     * Another version of the rules holds from the next record on.
     *
     * @param version of the rules
     */
    record Rules(int version) implements AdminRequest {
        @Override
        public int length() {
            return MessageHeaderEncoder.ENCODED_LENGTH + RulesVersionEncoder.BLOCK_LENGTH;
        }

        @Override
        public String text() {
            return "rules version " + version;
        }

        @Override
        public void encode(final long requestId, final MutableDirectBuffer target, final int offset) {
            new RulesVersionEncoder()
                    .wrapAndApplyHeader(target, offset, new MessageHeaderEncoder())
                    .requestId(requestId)
                    .rulesVersion(version);
        }
    }
}
