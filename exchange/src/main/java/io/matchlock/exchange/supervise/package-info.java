/** Roles as processes of their own: started in order, announced, started again when one dies, stopped in order. */
package io.matchlock.exchange.supervise;
