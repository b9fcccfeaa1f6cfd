package io.matchlock.audit.auditor;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.matchlock.audit.auditor.client.ClientJournal;
import io.matchlock.audit.auditor.client.JournalingListener;
import io.matchlock.client.ClientListener;
import io.matchlock.client.ClientSession;
import io.matchlock.protocol.order.ExecutionReportDecoder;
import io.matchlock.protocol.order.SecurityDefinitionDecoder;
import io.matchlock.protocol.session.MessageHeaderDecoder;
import io.matchlock.protocol.session.QueuedDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** All that one session told its listener, to be told again to a journal, whole or with something changed. */
final class Tape {
    private static final int HEADER = MessageHeaderDecoder.ENCODED_LENGTH;

    /** What was told. */
    enum Kind {
        TAKEN,
        RECEIVED,
        ESTABLISHED,
        DISCONNECTED
    }

    /** One call: numbers as far as it has them, and the message. */
    @SuppressWarnings("ArrayRecordComponent") // steps are not compared
    record Step(Kind kind, long first, long second, byte[] message) {
        private int templateId() {
            return buffer().getShort(2, LITTLE_ENDIAN);
        }

        private int schemaId() {
            return buffer().getShort(4, LITTLE_ENDIAN);
        }

        UnsafeBuffer buffer() {
            return new UnsafeBuffer(message);
        }

        boolean isReport() {
            return kind == Kind.RECEIVED
                    && schemaId() == ExecutionReportDecoder.SCHEMA_ID
                    && templateId() != SecurityDefinitionDecoder.TEMPLATE_ID;
        }

        boolean isQueued() {
            return kind == Kind.RECEIVED
                    && schemaId() == QueuedDecoder.SCHEMA_ID
                    && templateId() == QueuedDecoder.TEMPLATE_ID;
        }

        /** Of a report its number, of a Queued the first client number. */
        long number() {
            return buffer().getLong(HEADER, LITTLE_ENDIAN);
        }

        Step copy() {
            return new Step(kind, first, second, message.clone());
        }
    }

    final UUID sessionId;
    final List<Step> steps = new ArrayList<>();

    Tape(final UUID sessionId) {
        this.sessionId = sessionId;
    }

    Tape(final Tape other) {
        this(other.sessionId);
        other.steps.forEach(step -> steps.add(step.copy()));
    }

    /** Records. */
    ClientListener recorder(final ClientListener next) {
        return new ClientListener() {
            @Override
            public void onTaken(
                    final ClientSession session,
                    final long clientNumber,
                    final DirectBuffer buffer,
                    final int offset,
                    final int length) {
                steps.add(new Step(Kind.TAKEN, clientNumber, 0, bytes(buffer, offset, length)));
            }

            @Override
            public void onReceived(
                    final ClientSession session, final DirectBuffer buffer, final int offset, final int length) {
                steps.add(new Step(Kind.RECEIVED, 0, 0, bytes(buffer, offset, length)));
            }

            @Override
            public void onEstablished(final ClientSession session, final long lastApplied, final long nextReport) {
                steps.add(new Step(Kind.ESTABLISHED, lastApplied, nextReport, new byte[0]));
            }

            @Override
            public void onReport(
                    final ClientSession session,
                    final long reportNumber,
                    final long clientNumber,
                    final int templateId,
                    final DirectBuffer buffer,
                    final int offset,
                    final int length) {
                next.onReport(session, reportNumber, clientNumber, templateId, buffer, offset, length);
            }
        };
    }

    /** Tells a journal. */
    ClientJournal journal() {
        final ClientJournal journal = new ClientJournal(sessionId);
        final JournalingListener listener = new JournalingListener(journal, new ClientListener() {});
        for (final Step step : steps) {
            switch (step.kind()) {
                case TAKEN -> listener.onTaken(null, step.first(), step.buffer(), 0, step.message().length);
                case RECEIVED -> listener.onReceived(null, step.buffer(), 0, step.message().length);
                case ESTABLISHED -> listener.onEstablished(null, step.first(), step.second());
                case DISCONNECTED -> listener.onDisconnected(null, "the tape says so");
            }
        }
        return journal;
    }

    /** Where the {@code count}-th of the reports from the end is, from 1. */
    int reportFromEnd(final int count) {
        int left = count;
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).isReport() && --left == 0) {
                return i;
            }
        }
        throw new IllegalStateException("fewer than " + count + " reports");
    }

    /** Where the first Queued at or behind a place is. */
    int queuedFrom(final int from) {
        int i = from;
        while (!steps.get(i).isQueued()) {
            i++;
        }
        return i;
    }

    int lastQueued() {
        int i = steps.size() - 1;
        while (!steps.get(i).isQueued()) {
            i--;
        }
        return i;
    }

    private static byte[] bytes(final DirectBuffer buffer, final int offset, final int length) {
        final byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        return copy;
    }
}
