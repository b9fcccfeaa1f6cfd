/**
 * How this module reaches Redis: connections that live on a given event loop, made by Lettuce, which is used nowhere else. A link
 * that has broken stays broken. Internal to the module.
 */
package io.matchlock.log.redis;
