/**
 * Would catch a recorded format that is read wrongly: what a reference venue recorded must come out of our
 * matching, and a damaged record must be refused by line or byte.
 */
package io.matchlock.audit.replay;
