/** What an audit keeps: numbers, records and findings, in pages that grow with what there is. */
package io.matchlock.audit.auditor.store;
