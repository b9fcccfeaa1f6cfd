package io.matchlock.audit.flow;

import io.matchlock.audit.sink.OrderSink;
import io.matchlock.protocol.order.ExecType;
import io.matchlock.protocol.order.ExecutionReportEncoder;
import io.matchlock.protocol.order.MessageHeaderEncoder;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.OrderCancelRejectEncoder;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.order.TimeInForce;
import java.util.HashSet;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/** Accepts every order, never trades, knows what is live, and writes down what it was sent. */
final class YesExchange implements OrderSink {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final ExecutionReportEncoder report = new ExecutionReportEncoder();
    private final OrderCancelRejectEncoder reject = new OrderCancelRejectEncoder();
    private final Set<Long> live = new HashSet<>();
    private final StringBuilder log = new StringBuilder();
    private OrderFlow flow;
    private long number;

    int orders;
    int marketOrders;
    int immediate;
    int cancels;
    int replaces;
    int cancelRejects;
    boolean isFull;

    void tell(final OrderFlow listener) {
        flow = listener;
    }

    String log() {
        return log.toString();
    }

    int live() {
        return live.size();
    }

    @Override
    public long newOrder(
            final long clOrdId,
            final int securityId,
            final Side side,
            final OrdType type,
            final TimeInForce timeInForce,
            final long quantity,
            final long price) {
        if (isFull) {
            return -1;
        }
        note("new", clOrdId, securityId, side, quantity, price);
        orders++;
        marketOrders += type == OrdType.Market ? 1 : 0;
        execution(ExecType.New, clOrdId, -1, quantity, price);
        live.add(clOrdId);
        if (timeInForce == TimeInForce.IOC) {
            immediate++;
            live.remove(clOrdId);
            execution(ExecType.Canceled, clOrdId, -1, quantity, price);
        }
        return ++number;
    }

    @Override
    public long cancel(final long clOrdId, final long origClOrdId, final int securityId, final Side side) {
        if (isFull) {
            return -1;
        }
        note("cancel", clOrdId, securityId, side, origClOrdId, 0);
        cancels++;
        if (live.remove(origClOrdId)) {
            afterwards(ExecType.Canceled, clOrdId, origClOrdId, 0, 0);
        } else {
            cancelRejects++;
        }
        return ++number;
    }

    @Override
    public long replace(
            final long clOrdId,
            final long origClOrdId,
            final int securityId,
            final Side side,
            final long quantity,
            final long price) {
        if (isFull) {
            return -1;
        }
        note("replace", clOrdId, securityId, side, quantity, price);
        replaces++;
        if (live.remove(origClOrdId)) {
            live.add(clOrdId);
            afterwards(ExecType.Replaced, clOrdId, origClOrdId, quantity, price);
        } else {
            cancelRejects++;
        }
        return ++number;
    }

    private Runnable pending = () -> {};

    /** Answers come after the flow has remembered what it sent. */
    void deliver() {
        final Runnable answers = pending;
        pending = () -> {};
        answers.run();
    }

    private void execution(
            final ExecType type, final long clOrdId, final long origClOrdId, final long quantity, final long price) {
        afterwards(type, clOrdId, origClOrdId, quantity, price);
    }

    private void afterwards(
            final ExecType type, final long clOrdId, final long origClOrdId, final long quantity, final long price) {
        final Runnable before = pending;
        pending = () -> {
            before.run();
            report.wrapAndApplyHeader(buffer, 0, header).clOrdID(clOrdId).origClOrdID(origClOrdId);
            report.orderQty(quantity).execType(type).price().mantissa(price);
            flow.onReport(buffer, 0, buffer.capacity());
        };
    }

    void rejectCancel(final long origClOrdId, final int reason) {
        reject.wrapAndApplyHeader(buffer, 0, header)
                .origClOrdID(origClOrdId)
                .cxlRejReason(reason)
                .text("");
        flow.onReport(buffer, 0, buffer.capacity());
    }

    private void note(
            final String what,
            final long clOrdId,
            final int securityId,
            final Side side,
            final long quantity,
            final long price) {
        log.append(what)
                .append(' ')
                .append(clOrdId)
                .append(' ')
                .append(securityId)
                .append(' ');
        log.append(side).append(' ').append(quantity).append(' ').append(price).append('\n');
    }
}
