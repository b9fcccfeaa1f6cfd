/**
 * What goes in: orders and instruments, and the codes that the two sides agree on.
 */
package io.matchlock.engine.request;
