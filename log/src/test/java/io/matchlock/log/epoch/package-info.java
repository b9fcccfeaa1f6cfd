/** Tests of new epochs, against a real Redis. */
package io.matchlock.log.epoch;
