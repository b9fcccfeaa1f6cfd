/** What a gateway and its loops are given: settings, limits, access keys, and the machine's clocks, random numbers and network. Knows no other package of the gateway. */
package io.matchlock.gateway.settings;
