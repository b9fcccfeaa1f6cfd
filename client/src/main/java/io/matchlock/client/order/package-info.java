/**
 * What an order asks for, the messages that say so, and the window that keeps them until they are acknowledged.
 */
package io.matchlock.client.order;
