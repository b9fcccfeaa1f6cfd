/** Takes off the streams what the archive has. Knows no policy: who calls says how far. */
package io.matchlock.log.trim;
