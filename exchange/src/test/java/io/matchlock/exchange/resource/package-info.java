/** Would catch a media driver that is started though the folder has no room for its files. */
package io.matchlock.exchange.resource;
