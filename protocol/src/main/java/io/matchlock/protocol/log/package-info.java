/**
 * The layouts of an orders entry and an events entry with their encoders and decoders, the ids of entries and chains, and the
 * hashes over them. Nothing here knows what a record means.
 */
package io.matchlock.protocol.log;
