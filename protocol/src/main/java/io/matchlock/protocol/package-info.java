/** What two processes must agree on: frames, credentials, names. Codecs are generated from the schemas in {@code resources/schemas}. */
package io.matchlock.protocol;
