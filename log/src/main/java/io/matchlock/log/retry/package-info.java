/** How long the users of the log wait before they try again. Nothing here knows what is tried. */
package io.matchlock.log.retry;
