/** The networks: TCP between clients and gateways, under Netty's own pipeline, and what stands for Aeron. */
package io.matchlock.audit.sim.net;
