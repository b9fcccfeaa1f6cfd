/** What a gateway counts. Knows no other package of the gateway. */
package io.matchlock.gateway.health;
