package io.matchlock.transport;

/**
 * Which stream goes which way.
 *
 * @param receivedId of the stream that the peers publish
 * @param publishedId of the stream that this one publishes
 * @param publications of this one, one for each thread that offers
 * @param assemblyBytes that a message of several datagrams has room for at first; it grows when a longer one comes
 */
public record AeronStreams(int receivedId, int publishedId, int publications, int assemblyBytes) {}
