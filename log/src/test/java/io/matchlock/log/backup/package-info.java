/** Tests of backups of a log, against a real Redis. */
package io.matchlock.log.backup;
