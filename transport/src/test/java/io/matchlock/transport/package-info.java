/**
 * Would catch: a link that does not come up because its driver was late, that stays with a client whose driver is gone, that loses or
 * mixes up what it carries, or that leaves a client or a thread behind when it is closed.
 */
package io.matchlock.transport;
