/**
 * What a client needs to know and to sign in order to log on. The secret never leaves this package but as a signature.
 */
package io.matchlock.client.logon;
