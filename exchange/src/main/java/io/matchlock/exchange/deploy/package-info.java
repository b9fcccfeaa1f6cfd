/** Roles put to work together: started in order, announced, watched, stopped in order. */
package io.matchlock.exchange.deploy;
