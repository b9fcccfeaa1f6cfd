package io.matchlock.gateway.session.service;

/**
 * A Negotiate or Establish whose credentials are good.
 *
 * @param connectionId by which the answer finds the connection
 * @param sessionIdHigh the first 8 bytes of the session id, big-endian
 * @param sessionIdLow the last 8 bytes of the session id, big-endian
 * @param timestampNs that the client gave, UTC
 * @param accessKeyId of the key
 * @param hostTag of the credentials
 */
public record LogonRequest(
        long connectionId, long sessionIdHigh, long sessionIdLow, long timestampNs, String accessKeyId, int hostTag) {}
