/** The matcher's one hot thread, and its way to and from Aeron. */
package io.matchlock.matcher.agent;
