package io.matchlock.exchange.settings;

import java.util.Locale;

/**
 * One setting.
 *
 * @param name with dots, such as {@code redis.port}
 * @param sharedDefault where the profile is shared
 * @param dedicatedDefault where the profile is dedicated
 * @param unit of the value, for people
 * @param description one line
 * @param check of the value
 */
public record Setting(
        String name, String sharedDefault, String dedicatedDefault, String unit, String description, Check check) {
    /** {@return the name of the environment variable that sets it} */
    public String variable() {
        return "MATCHLOCK_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    String defaultFor(final Profile profile) {
        return profile == Profile.SHARED ? sharedDefault : dedicatedDefault;
    }
}
