package io.matchlock.bench.match;

import io.matchlock.bench.timing.Passes;
import io.matchlock.bench.timing.SingleCommands;

/** What a flow costs: whole passes, and single commands. */
record Cost(Passes passes, SingleCommands single) {}
