/**
 * Would catch an auditor that passes a run with a fault in it: in each test one thing is broken, and the auditor
 * has to name it.
 */
package io.matchlock.audit.auditor;
