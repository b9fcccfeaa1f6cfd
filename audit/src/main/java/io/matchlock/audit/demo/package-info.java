/** Order flow from several client sessions, measured from the intended time of sending, and the report on it. */
package io.matchlock.audit.demo;
