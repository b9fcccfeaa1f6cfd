/** Would catch a page that links to a file that is gone, and a stop of the reading tour whose method is. */
package io.matchlock.exchange;
