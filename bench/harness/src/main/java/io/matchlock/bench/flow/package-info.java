/** Order flows, what runs them, and what their trades are. Nothing here knows an engine. */
package io.matchlock.bench.flow;
