package io.matchlock.gateway.session;

import io.matchlock.gateway.session.reply.ServerMessages;
import io.matchlock.gateway.session.service.SessionLog;
import io.matchlock.gateway.session.service.SessionPort;
import io.matchlock.protocol.internal.ReleaseReason;
import io.matchlock.protocol.session.TerminationCode;

/**
 * How a session's connection ends: at once, or when what the client has sent before is answered, at most two seconds later.
 * Belongs to its {@link Session}.
 */
final class Ending {
    /** How long a connection whose client has spoken last stays for the answers. */
    private static final long ANSWERS_NS = 2_000_000_000L;

    private final Session session;
    private final SessionLog log;
    private final SessionPort port;
    private final ServerMessages messages;
    private TerminationCode code;
    private String reason;
    private long endsAtNs;
    private boolean isFinishing;
    private boolean isHangup;
    private long lastBatch = SessionLog.NO_BATCH;
    private long nowNs;

    Ending(final Session session, final SessionLog log, final SessionPort port, final ServerMessages messages) {
        this.session = session;
        this.log = log;
        this.port = port;
        this.messages = messages;
    }

    /** What follows is caused by something that came at this time, monotonic. */
    void at(final long timeNs) {
        nowNs = timeNs;
    }

    /** A message of the client was appended in a batch: what it causes is an answer to this connection. */
    void onAppended(final long batchNumber) {
        lastBatch = batchNumber;
    }

    /**
     * The client may say no more, but what it has said is answered first, if that takes no more than two seconds; then the
     * connection ends.
     *
     * @param why code that the client is told
     * @param inWords that the client is told, short ASCII
     */
    void fail(final TerminationCode why, final String inWords) {
        if (session.state() != ConnectionState.ESTABLISHED || isAnswered()) {
            session.terminate(why, inWords);
            return;
        }
        session.enter(ConnectionState.ANSWERING);
        code = why;
        reason = inWords;
        endsAtNs = nowNs + ANSWERS_NS;
        port.onAnswering();
    }

    /** The client has sent its last message, and may be told so. */
    void onFinishedSending() {
        isFinishing = true;
        fail(TerminationCode.Finished, "as asked");
    }

    /** The client of an established session has closed its side. */
    void onHangup() {
        isHangup = true;
        fail(TerminationCode.Finished, "the client has closed its side");
    }

    /** More of what was appended may have been answered, while the session waits for that. */
    void onAnswered() {
        if (isAnswered()) {
            session.terminate(code, reason);
        }
    }

    /** Time passes while the session waits for answers. */
    void onTime(final long timeNs) {
        if (timeNs - endsAtNs >= 0) {
            session.terminate(code, reason);
        }
    }

    /** Says Terminate and ends the connection. */
    void terminate(final TerminationCode why, final String inWords) {
        session.flush();
        final boolean isFinished = isFinishing && session.isBound() && isAnswered();
        if (isFinished) {
            messages.finishedReceiving();
        }
        messages.terminate(why, inWords);
        if (why != TerminationCode.Finished) {
            port.onTerminated(session.sessionNumber(), why.name(), inWords);
        }
        if (isFinished) {
            end(ReleaseReason.Finished);
        } else {
            end(isHangup ? ReleaseReason.Disconnect : ReleaseReason.Terminate);
        }
    }

    /** Ends the connection without a word. */
    void end(final ReleaseReason how) {
        final boolean wasBound = session.isBound();
        session.enter(ConnectionState.ENDED);
        if (wasBound) {
            port.onReleased(session.sessionNumber(), how);
        }
        port.close();
    }

    private boolean isAnswered() {
        return log.isAnswered(lastBatch);
    }
}
