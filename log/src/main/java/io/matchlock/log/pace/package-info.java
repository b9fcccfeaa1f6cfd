/** When those who follow the log stand back for those who wait for it. Pure: reads no clock. */
package io.matchlock.log.pace;
