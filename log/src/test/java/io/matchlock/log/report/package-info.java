/** Would catch: a report that is not found, found with other bytes, or found twice, wherever it is and whatever is trimmed meanwhile. */
package io.matchlock.log.report;
