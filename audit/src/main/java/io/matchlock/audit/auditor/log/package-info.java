/** Both streams of a segment's log, walked side by side and run through an engine once more. */
package io.matchlock.audit.auditor.log;
