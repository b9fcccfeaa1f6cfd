/**
 * Commands that encode themselves and the answers that they take. Nothing here knows a connection. Internal to the module.
 */
package io.matchlock.log.redis.request;
