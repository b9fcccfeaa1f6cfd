package io.matchlock.exchange.settings;

import java.util.Locale;

/** Whether the machine is shared with others. It decides whether threads spin by default. */
public enum Profile {
    /** Few cores: one process may hold everything, threads back off when idle. */
    SHARED,
    /** Cores to spare: roles as processes of their own, busy-spinning. */
    DEDICATED;

    /** From this number of cores on, {@link #DEDICATED} is the default. */
    public static final int DEDICATED_FROM_CORES = 8;

    /**
     * The default profile.
     *
     * @param cores of the machine
     * @return the profile that suits it
     */
    public static Profile forCores(final int cores) {
        return cores < DEDICATED_FROM_CORES ? SHARED : DEDICATED;
    }

    /** {@return the name as it stands in settings} */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
