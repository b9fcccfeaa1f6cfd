/** The link to Aeron that gateways and matchers share. It knows streams and endpoints, and nothing of what travels on them. */
package io.matchlock.transport;
