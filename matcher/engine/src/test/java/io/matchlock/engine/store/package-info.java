/**
 * Slots and the index against plain collections, and what the other tables' tests share: seeded runs of a structure and its model,
 * zeroed and copied in between. They would catch a slot that two have, an entry that a removal hides, and state outside the regions.
 */
package io.matchlock.engine.store;
