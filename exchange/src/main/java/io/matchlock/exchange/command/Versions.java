package io.matchlock.exchange.command;

import picocli.CommandLine.IVersionProvider;

/** Says what runs here. */
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"matchlock " + matchlock() + ", Java " + Runtime.version()};
    }

    static String matchlock() {
        final String version = Versions.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }
}
