/** See the module's README. */
package io.matchlock.log;
