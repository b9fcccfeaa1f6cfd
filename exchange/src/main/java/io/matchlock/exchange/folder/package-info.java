/** The data folder: its layout, its locks, and what running roles write down about themselves. */
package io.matchlock.exchange.folder;
