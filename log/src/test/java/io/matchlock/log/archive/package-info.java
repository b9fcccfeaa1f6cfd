/**
 * Archives are written, cut off at any byte, damaged at any byte, and read while they grow. A fault in the format, in what a
 * crash leaves behind, or in what the check overlooks is found here.
 */
package io.matchlock.log.archive;
