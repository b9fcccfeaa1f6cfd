/** What clients sent, were acknowledged and were told, against what the log holds of their sessions. */
package io.matchlock.audit.auditor.session;
