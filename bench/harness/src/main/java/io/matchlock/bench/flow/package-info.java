/** Order flows as files: read, written, looked through. Nothing here knows an engine. */
package io.matchlock.bench.flow;
