/**
 * Would catch: a report that is decoded as another, a block of another length that is read past its end or not read at all, a
 * text that leads out of its message, and an allocation per report.
 */
package io.matchlock.protocol.report;
