package io.matchlock.gateway.session.service;

import io.matchlock.protocol.session.CancelOnDisconnect;
import io.matchlock.protocol.session.QueuedMode;

/**
 * What an Establish asks for.
 *
 * @param nextSeqNo client number of the next message, the null value if not given
 * @param keepaliveMs interval
 * @param cancelGraceMs after which the orders of a connection that was lost are canceled
 * @param cancelOnDisconnect whether, and when
 * @param queuedMode for which messages the client wants Queued
 */
public record BindingTerms(
        long nextSeqNo,
        long keepaliveMs,
        long cancelGraceMs,
        CancelOnDisconnect cancelOnDisconnect,
        QueuedMode queuedMode) {}
