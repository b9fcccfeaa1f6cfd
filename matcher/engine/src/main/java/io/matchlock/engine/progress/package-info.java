/**
 * What is left of a record whose work was more than one record may do, and from where to go on. {@link Work} holds it; each kind
 * of work has a view over it that gives the values names.
 */
package io.matchlock.engine.progress;
