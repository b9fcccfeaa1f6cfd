/**
 * What accounts have open and may have open: checked and reserved before an order lives, released as it trades and ends.
 */
package io.matchlock.engine.risk;
