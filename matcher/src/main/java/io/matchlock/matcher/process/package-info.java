/** Takes orders entries apart and hands their records to the engine. */
package io.matchlock.matcher.process;
