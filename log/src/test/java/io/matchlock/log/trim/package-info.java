/** Would catch an entry that is lost, doubled or changed where the stream ends and the archive goes on, also while one is trimmed. */
package io.matchlock.log.trim;
