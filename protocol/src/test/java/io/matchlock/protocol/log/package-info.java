/**
 * Would catch: an entry whose layout changed, and a decoder that takes a damaged entry for a sound one or reads beyond its end:
 * bytes are cut, flipped and invented from seeds.
 */
package io.matchlock.protocol.log;
