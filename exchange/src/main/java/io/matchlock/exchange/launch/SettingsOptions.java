package io.matchlock.exchange.launch;

import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.exchange.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that every command with settings has. A mixin of picocli, which fills it. */
public final class SettingsOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "data folder (setting data)")
    private String data;

    @Option(names = "--port", paramLabel = "PORT", description = "port for clients (setting gateway.port)")
    private String port;

    @Option(names = "--profile", paramLabel = "NAME", description = "shared or dedicated (setting profile)")
    private String profile;

    @Option(names = "--config", paramLabel = "FILE", description = "properties file with settings")
    private Path config;

    @Option(
            names = {"-D", "--set"},
            paramLabel = "NAME=VALUE",
            description = "any setting; \"matchlock config\" lists them")
    private Map<String, String> set = new LinkedHashMap<>();

    /** {@return the effective settings} */
    public Settings load() {
        return SettingsLoader.ofProcess().load(config, flags());
    }

    /** {@return these options again, as arguments for another process} */
    public List<String> arguments() {
        final List<String> arguments = new ArrayList<>();
        flags().forEach((name, value) -> {
            arguments.add("--set");
            arguments.add(name + "=" + value);
        });
        if (config != null) {
            arguments.add("--config");
            arguments.add(config.toAbsolutePath().toString());
        }
        return arguments;
    }

    private Map<String, String> flags() {
        final Map<String, String> flags = new LinkedHashMap<>(set);
        put(flags, SettingTable.DATA.name(), data);
        put(flags, SettingTable.GATEWAY_PORT.name(), port);
        put(flags, SettingTable.PROFILE.name(), profile);
        return flags;
    }

    private static void put(final Map<String, String> flags, final String name, final String value) {
        if (value != null) {
            flags.put(name, value);
        }
    }
}
