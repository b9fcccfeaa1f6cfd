package io.matchlock.exchange.settings;

import static io.matchlock.exchange.settings.SettingTable.PROFILE;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.settings.Settings.Value;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Puts the settings together: defaults &lt; properties file &lt; environment &lt; flags. */
public final class SettingsLoader {
    /** Name of the properties file that is read from the data folder if it is there. */
    public static final String FILE_NAME = "matchlock.properties";
    /** Names the properties file. */
    public static final String FILE_VARIABLE = "MATCHLOCK_CONFIG";

    private final Map<String, String> environment;
    private final int cores;

    /**
     * A loader.
     *
     * @param environment of the process
     * @param cores of the machine
     */
    public SettingsLoader(final Map<String, String> environment, final int cores) {
        this.environment = environment;
        this.cores = cores;
    }

    /** {@return a loader with this process's environment and machine} */
    public static SettingsLoader ofProcess() {
        return new SettingsLoader(environment(), Runtime.getRuntime().availableProcessors());
    }

    /** {@return this process's environment, of which what the launcher's script tells is no setting} */
    public static Map<String, String> environment() {
        return System.getenv();
    }

    /**
     * Loads the settings.
     *
     * @param file named by a flag, or null for the one that the environment names, else the one of the data folder
     * @param flags names and values
     * @return what is effective
     * @throws OperatorException if a name is unknown or a value wrong
     */
    public Settings load(final Path file, final Map<String, String> flags) {
        final Map<String, Value> given = new HashMap<>();
        put(given, flags, Origin.FLAG, "on the command line");
        putEnvironment(given);
        final Path properties = file(file, given);
        if (properties != null) {
            put(given, read(properties), Origin.FILE, "in " + properties);
        }
        return new Settings(complete(given));
    }

    private void putEnvironment(final Map<String, Value> given) {
        for (final Setting setting : SettingTable.all()) {
            final String value = environment.get(setting.variable());
            if (value != null) {
                given.putIfAbsent(setting.name(), new Value(value, Origin.ENVIRONMENT));
            }
        }
    }

    private Path file(final Path flag, final Map<String, Value> given) {
        if (flag != null) {
            return flag;
        }
        final String variable = environment.get(FILE_VARIABLE);
        if (variable != null && !variable.isBlank()) {
            return Path.of(variable);
        }
        final Value data = given.get(SettingTable.DATA.name());
        final Path folder = Path.of(data == null ? SettingTable.DATA.sharedDefault() : data.text());
        final Path inFolder = folder.resolve(FILE_NAME);
        return Files.exists(inFolder) ? inFolder : null;
    }

    private static Map<String, String> read(final Path file) {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (final IOException | IllegalArgumentException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "settings file " + file + " can't be read; name a properties file with --config.",
                    e);
        }
        final Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }

    private static void put(
            final Map<String, Value> given, final Map<String, String> values, final Origin origin, final String where) {
        values.forEach((name, value) -> {
            if (SettingTable.find(name).isEmpty()) {
                throw new OperatorException(
                        ExitCode.USAGE,
                        "unknown setting " + name + " " + where + "; matchlock config lists all settings.");
            }
            given.putIfAbsent(name, new Value(value, origin));
        });
    }

    private Map<String, Value> complete(final Map<String, Value> given) {
        final Map<String, Value> complete = new LinkedHashMap<>();
        final Value named = given.get(PROFILE.name());
        final String profileText = named == null ? Profile.forCores(cores).text() : named.text();
        final Profile profile = Profile.DEDICATED.text().equals(profileText) ? Profile.DEDICATED : Profile.SHARED;
        for (final Setting setting : SettingTable.all()) {
            final String fallback = setting.equals(PROFILE) ? profileText : setting.defaultFor(profile);
            final Value value = given.getOrDefault(setting.name(), new Value(fallback, Origin.DEFAULT));
            requireAllowed(setting, value);
            complete.put(setting.name(), new Value(value.text().trim(), value.origin()));
        }
        return complete;
    }

    private static void requireAllowed(final Setting setting, final Value value) {
        final String remedy = setting.check().remedy(value.text().trim());
        if (remedy != null) {
            throw Settings.invalid(
                    setting, value.text(), remedy + " (from " + value.origin().text() + ")");
        }
    }
}
