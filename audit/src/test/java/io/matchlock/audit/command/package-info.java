/** Would catch a replay that prints other figures than the record gives, or ends with the wrong exit code. */
package io.matchlock.audit.command;
