/** What a client sent, was acknowledged and was told, written down by itself while it happened. */
package io.matchlock.audit.auditor.client;
