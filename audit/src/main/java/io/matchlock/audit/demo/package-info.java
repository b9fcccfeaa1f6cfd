/** {@code matchlock demo}: order flow against a whole deployment, the audit, and the report on both. */
package io.matchlock.audit.demo;
