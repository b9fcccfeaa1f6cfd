/** Order flow from a seed: what a session might send, working off what it knows of its own orders. */
package io.matchlock.audit.flow;
