package io.matchlock.audit.replay;

import io.matchlock.audit.replay.record.RecordException;
import io.matchlock.audit.replay.tally.ExecutionTally;
import io.matchlock.audit.replay.tally.ReplayComparison;
import io.matchlock.audit.replay.tally.TradeTally;
import io.matchlock.audit.sink.OrderSink;
import io.matchlock.protocol.order.BooleanType;
import io.matchlock.protocol.order.ExecutionReportTradeDecoder;
import io.matchlock.protocol.report.ReportDecoder;
import io.matchlock.protocol.report.ReportListener;
import org.agrona.DirectBuffer;

/** Sends a recorded flow and counts the trades that its session hears of. One thread, usually the session's. */
public final class Replayer implements ReportListener {
    private final RecordedFlow flow;
    private final ReplayCommand command = new ReplayCommand();
    private final ReportDecoder decoder = new ReportDecoder();
    private final TradeTally trades = new TradeTally();
    private final ExecutionTally executions = new ExecutionTally();
    private RecordException fault;
    private long aggressorId;
    private boolean hasCommand;
    private boolean isAtEnd;
    private long sent;

    /**
     * A replay that has not begun.
     *
     * @param flow to send, which the caller closes
     */
    public Replayer(final RecordedFlow flow) {
        this.flow = flow;
    }

    /**
     * Sends the next message. One that was not taken is kept and sent again by the next call. A record that can't be read on is at its
     * end: see {@link #fault}.
     *
     * @param sink to send to
     * @return whether a message was taken; false at the end, too
     */
    public boolean send(final OrderSink sink) {
        if (!hasCommand && !isAtEnd) {
            hasCommand = read();
            isAtEnd = !hasCommand;
        }
        if (!hasCommand || command.sendTo(sink) < 0) {
            return false;
        }
        hasCommand = false;
        sent++;
        executions.expect(command.clOrdId(), command.restingId(), command.quantity());
        return true;
    }

    private boolean read() {
        try {
            return flow.next(command);
        } catch (final RecordException e) {
            fault = e;
            return false;
        }
    }

    /** {@return why the record could not be read to its end; null if it could} */
    public RecordException fault() {
        return fault;
    }

    /** {@return the instrument of the message sent last, by its security id; 0 if there was none} */
    public int securityId() {
        return command.securityId;
    }

    /**
     * Hears a report of the session.
     *
     * @param buffer that holds it
     * @param offset of its SBE header
     * @param length in bytes, header included
     */
    public void onReport(final DirectBuffer buffer, final int offset, final int length) {
        decoder.decode(buffer, offset, length, this);
    }

    @Override
    public void onTrade(final ExecutionReportTradeDecoder trade) {
        if (trade.aggressorIndicator() == BooleanType.True) {
            trades.add(trade.lastQty());
            aggressorId = trade.clOrdID();
        } else {
            executions.onTrade(aggressorId, trade.clOrdID(), trade.lastQty());
        }
    }

    /** {@return whether all was sent} */
    public boolean isDone() {
        return isAtEnd;
    }

    /** {@return how many messages were sent} */
    public long sent() {
        return sent;
    }

    /** {@return the executions that the record names the resting order of} */
    public ExecutionTally executions() {
        return executions;
    }

    /** {@return the trades that came out so far, beside those of the record} */
    public ReplayComparison compare() {
        return compare(flow.truth());
    }

    /**
     * The trades that came out so far, beside those of another record.
     *
     * @param truth of that record
     * @return both
     */
    public ReplayComparison compare(final TradeTally truth) {
        return ReplayComparison.of(trades, truth);
    }
}
