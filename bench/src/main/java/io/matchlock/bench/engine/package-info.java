/** The production engine as a book that flows run on. */
package io.matchlock.bench.engine;
