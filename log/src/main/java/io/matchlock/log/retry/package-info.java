/** How long everybody who uses the log waits before he tries again. Nothing here knows what is tried. */
package io.matchlock.log.retry;
