/** Would catch a run file that is believed though its process is gone, or that leads into another folder. */
package io.matchlock.exchange.folder;
