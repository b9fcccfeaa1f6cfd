/**
 * The journal on a real Redis. They would catch an events entry that is lost, written twice or under another id, and one that is
 * written behind an entry that differs.
 */
package io.matchlock.matcher.journal;
