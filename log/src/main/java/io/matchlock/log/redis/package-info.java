/** How this module talks to Redis: one connection on a given event loop, commands that encode themselves. Internal to it. */
package io.matchlock.log.redis;
