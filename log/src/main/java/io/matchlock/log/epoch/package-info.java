/** Opens a new epoch of a log. Knows nobody who follows the log. */
package io.matchlock.log.epoch;
