package io.matchlock.gateway.session;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.gateway.retransmit.ReportBatch;
import io.matchlock.gateway.retransmit.ReportSource;
import io.matchlock.gateway.session.reply.RetransmitMessages;
import io.matchlock.protocol.session.RetransmitRejectCode;
import io.matchlock.protocol.session.RetransmitRequestDecoder;
import io.matchlock.protocol.session.TerminationCode;
import org.agrona.DirectBuffer;

/**
 * A session's requests for reports that were sent before: what may be asked for, one at a time, and the answer. Belongs to its
 * {@link Session}.
 */
final class Retransmissions {
    private final Session session;
    private final ReportSource source;
    private final RetransmitMessages messages;
    private boolean isUnderWay;
    private long requestTimestampNs;

    Retransmissions(final Session session, final ReportSource source, final RetransmitMessages messages) {
        this.session = session;
        this.source = source;
        this.messages = messages;
    }

    /** Takes a request, its body at this offset; false if too many wait in this gateway: the same must come again later. */
    boolean onRequest(final DirectBuffer buffer, final int body, final long nextReport) {
        final int id = body + RetransmitRequestDecoder.sessionIdEncodingOffset();
        final long timestampNs =
                buffer.getLong(body + RetransmitRequestDecoder.timestampEncodingOffset(), LITTLE_ENDIAN);
        final long from = buffer.getLong(body + RetransmitRequestDecoder.fromSeqNoEncodingOffset(), LITTLE_ENDIAN);
        final long count =
                buffer.getInt(body + RetransmitRequestDecoder.countEncodingOffset(), LITTLE_ENDIAN) & 0xFFFF_FFFFL;
        if (isUnderWay) {
            session.terminate(
                    TerminationCode.ReRequestInProgress, "one RetransmitRequest at a time: wait for the answer");
        } else if (!messages.isSession(buffer.getLong(id, BIG_ENDIAN), buffer.getLong(id + Long.BYTES, BIG_ENDIAN))) {
            messages.reject(timestampNs, RetransmitRejectCode.InvalidSession, "this connection is another session's");
        } else if (count > ReportSource.MAX_COUNT) {
            messages.reject(
                    timestampNs,
                    RetransmitRejectCode.RequestLimitExceeded,
                    "at most " + ReportSource.MAX_COUNT + " reports in one request");
        } else if (from < 1 || count < 1 || from > nextReport - count) {
            messages.reject(
                    timestampNs,
                    RetransmitRejectCode.OutOfRange,
                    "reports 1 to " + (nextReport - 1) + " were sent so far");
        } else {
            requestTimestampNs = timestampNs;
            isUnderWay = source.ask(session.sessionNumber(), from, (int) count, this::onReports);
            return isUnderWay;
        }
        return true;
    }

    private void onReports(final ReportBatch reports) {
        isUnderWay = false;
        if (session.state() != ConnectionState.ESTABLISHED) {
            return;
        }
        if (reports.count() == 0) {
            messages.reject(
                    requestTimestampNs, RetransmitRejectCode.NoLongerAvailable, "the log does not give them now");
            return;
        }
        session.flush();
        messages.begin(requestTimestampNs, reports.from(), reports.count());
        reports.forEach((number, buffer, offset, length) -> messages.report(buffer, offset, length));
        messages.end(session.nextReport());
    }
}
