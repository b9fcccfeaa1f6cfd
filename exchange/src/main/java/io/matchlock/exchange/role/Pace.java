package io.matchlock.exchange.role;

import io.matchlock.exchange.settings.Units;
import io.matchlock.log.pace.PaceLimits;

/** What a role that follows the log says of its pace. */
final class Pace {
    private Pace() {}

    /** Begins with a semicolon; empty for a role that never stands back. */
    static String describe(final PaceLimits pace) {
        return pace.yieldAbove() == 0
                ? ""
                : "; stands back while the log takes in more than " + Units.format(pace.yieldAbove())
                        + " a second, for " + pace.maxYield().toSeconds() + " s at a stretch";
    }
}
