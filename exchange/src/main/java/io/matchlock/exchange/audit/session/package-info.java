/** What clients sent, were acknowledged and were told, against what the log holds of their sessions. */
package io.matchlock.exchange.audit.session;
