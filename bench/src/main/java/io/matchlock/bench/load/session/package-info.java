/** One session of a load: what it sends, when that was due, and what came back. */
package io.matchlock.bench.load.session;
