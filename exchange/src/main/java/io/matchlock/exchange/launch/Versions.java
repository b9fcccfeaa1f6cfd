package io.matchlock.exchange.launch;

import picocli.CommandLine.IVersionProvider;

/** The versions of Matchlock and of Java that run here. */
public final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"matchlock " + matchlock() + ", Java " + Runtime.version()};
    }

    /** {@return the version of Matchlock, "unpackaged" when its classes are in no jar} */
    public static String matchlock() {
        final String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
