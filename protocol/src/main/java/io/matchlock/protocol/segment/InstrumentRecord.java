package io.matchlock.protocol.segment;

import io.matchlock.protocol.internal.InstrumentChangedDecoder;
import io.matchlock.protocol.internal.InstrumentChangedEncoder;
import io.matchlock.protocol.internal.InstrumentDecoder;
import io.matchlock.protocol.internal.InstrumentEncoder;
import io.matchlock.protocol.internal.MessageHeaderDecoder;
import io.matchlock.protocol.internal.MessageHeaderEncoder;
import io.matchlock.protocol.segment.InstrumentDefinition.TickStep;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Writes and reads an instrument's definition, as the genesis entry has it and as an operator's record does. */
public final class InstrumentRecord {
    /** Length in bytes of header and block of InstrumentChanged. */
    public static final int CHANGED_LENGTH =
            MessageHeaderEncoder.ENCODED_LENGTH + InstrumentChangedEncoder.BLOCK_LENGTH;
    /** Block length of Instrument before there was more than its symbol and limits. */
    public static final int FIRST_BLOCK_LENGTH = 96;

    static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + InstrumentEncoder.BLOCK_LENGTH;

    private InstrumentRecord() {}

    /** Writes an Instrument, {@link #LENGTH} bytes with its header. */
    static void encode(final InstrumentDefinition instrument, final MutableDirectBuffer target, final int offset) {
        target.setMemory(offset, LENGTH, (byte) 0);
        final InstrumentEncoder body = new InstrumentEncoder();
        body.wrapAndApplyHeader(target, offset, new MessageHeaderEncoder());
        encode(instrument, body);
    }

    /**
     * Writes an InstrumentChanged, {@link #CHANGED_LENGTH} bytes with its header.
     *
     * @param instrument as it is to be
     * @param requestId that comes back in the answer
     * @param target to write to
     * @param offset of the SBE header
     */
    public static void encodeChanged(
            final InstrumentDefinition instrument,
            final long requestId,
            final MutableDirectBuffer target,
            final int offset) {
        target.setMemory(offset, CHANGED_LENGTH, (byte) 0);
        new InstrumentChangedEncoder()
                .wrapAndApplyHeader(target, offset, new MessageHeaderEncoder())
                .requestId(requestId);
        encode(instrument, new InstrumentEncoder().wrap(target, offset + MessageHeaderEncoder.ENCODED_LENGTH));
    }

    /**
     * Reads the definition of an Instrument or an InstrumentChanged.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @return the definition; what a first, shorter block lacks has its defaults
     */
    public static InstrumentDefinition decode(final DirectBuffer buffer, final int offset) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        final InstrumentDecoder body = new InstrumentDecoder()
                .wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        if (header.blockLength() < InstrumentDecoder.BLOCK_LENGTH) {
            return first(body);
        }
        return new InstrumentDefinition(
                body.securityID(),
                body.symbol(),
                body.priceScale(),
                body.quantityScale(),
                body.tickSize(),
                steps(body),
                body.lotSize(),
                body.minQty(),
                body.maxQty(),
                body.minNotional(),
                body.maxNotional(),
                body.lowLimitPrice(),
                body.highLimitPrice(),
                (int) body.bandBasisPoints(),
                (int) body.haltSeconds(),
                body.referencePrice(),
                body.dayEnd(),
                body.status(),
                body.replaceLosesPriority() != 0);
    }

    /**
     * Reads the request id of an InstrumentChanged.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @return the id
     */
    public static long requestId(final DirectBuffer buffer, final int offset) {
        return new InstrumentChangedDecoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder())
                .requestId();
    }

    private static void encode(final InstrumentDefinition instrument, final InstrumentEncoder body) {
        body.securityID(instrument.securityId())
                .priceScale((short) instrument.priceScale())
                .quantityScale((short) instrument.quantityScale())
                .tickSize(instrument.tickSize())
                .lotSize(instrument.lotSize())
                .minQty(instrument.minQuantity())
                .maxQty(instrument.maxQuantity())
                .lowLimitPrice(instrument.lowLimitPrice())
                .highLimitPrice(instrument.highLimitPrice())
                .symbol(instrument.symbol())
                .minNotional(instrument.minNotional())
                .maxNotional(instrument.maxNotional())
                .referencePrice(instrument.referencePrice())
                .dayEnd(instrument.dayEndNs())
                .bandBasisPoints(instrument.bandBasisPoints())
                .haltSeconds(instrument.haltSeconds())
                .status((short) instrument.status())
                .replaceLosesPriority((short) (instrument.replaceLosesPriority() ? 1 : 0));
        encodeSteps(instrument.tickSteps(), body);
    }

    private static void encodeSteps(final List<TickStep> steps, final InstrumentEncoder body) {
        if (steps.size() > InstrumentDefinition.MAX_TICK_STEPS) {
            throw new IllegalArgumentException("more than " + InstrumentDefinition.MAX_TICK_STEPS + " tick steps");
        }
        final TickStep none = new TickStep(0, 0);
        final TickStep first = steps.isEmpty() ? none : steps.get(0);
        final TickStep second = steps.size() < 2 ? none : steps.get(1);
        final TickStep third = steps.size() < 3 ? none : steps.get(2);
        body.step1Price(first.fromPrice())
                .step1TickSize(first.tickSize())
                .step2Price(second.fromPrice())
                .step2TickSize(second.tickSize())
                .step3Price(third.fromPrice())
                .step3TickSize(third.tickSize());
    }

    private static List<TickStep> steps(final InstrumentDecoder body) {
        final List<TickStep> steps = new ArrayList<>(InstrumentDefinition.MAX_TICK_STEPS);
        addStep(steps, body.step1Price(), body.step1TickSize());
        addStep(steps, body.step2Price(), body.step2TickSize());
        addStep(steps, body.step3Price(), body.step3TickSize());
        return steps;
    }

    private static void addStep(final List<TickStep> steps, final long fromPrice, final long tickSize) {
        if (fromPrice != 0 || tickSize != 0) {
            steps.add(new TickStep(fromPrice, tickSize));
        }
    }

    private static InstrumentDefinition first(final InstrumentDecoder body) {
        return new InstrumentDefinition(
                body.securityID(),
                body.symbol(),
                body.priceScale(),
                body.quantityScale(),
                body.tickSize(),
                body.lotSize(),
                body.minQty(),
                body.maxQty(),
                body.lowLimitPrice(),
                body.highLimitPrice());
    }
}
