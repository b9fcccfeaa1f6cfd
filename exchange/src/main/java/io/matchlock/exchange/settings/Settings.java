package io.matchlock.exchange.settings;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The effective settings of a process. They are read once, in a main, and checked; they never change. */
public final class Settings {
    private final Map<String, Value> values;

    Settings(final Map<String, Value> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** A checked value and where it comes from. */
    record Value(String text, Origin origin) {}

    /**
     * The value as it stands.
     *
     * @param setting of {@link SettingTable}
     * @return its value, never null
     */
    public String text(final Setting setting) {
        return values.get(setting.name()).text();
    }

    /**
     * Where a value comes from.
     *
     * @param setting of {@link SettingTable}
     * @return its origin
     */
    public Origin origin(final Setting setting) {
        return values.get(setting.name()).origin();
    }

    /**
     * A whole number, a port or a count.
     *
     * @param setting of {@link SettingTable}
     * @return its value; k, m and g are powers of 1024
     */
    public int number(final Setting setting) {
        return Math.toIntExact(bytes(setting));
    }

    /**
     * A size.
     *
     * @param setting of {@link SettingTable}
     * @return bytes
     */
    public long bytes(final Setting setting) {
        return Units.bytes(text(setting));
    }

    /**
     * A duration.
     *
     * @param setting of {@link SettingTable}
     * @return its value
     */
    public Duration duration(final Setting setting) {
        return Units.duration(text(setting));
    }

    /**
     * An address to listen on or to connect to.
     *
     * @param host setting of the host
     * @param port setting of the port
     * @return the address, resolved
     * @throws OperatorException if there is no such host
     */
    public InetSocketAddress address(final Setting host, final Setting port) {
        final InetSocketAddress address = new InetSocketAddress(text(host), number(port));
        if (address.isUnresolved()) {
            throw invalid(host, text(host), "give a host or an address that this machine can resolve");
        }
        return address;
    }

    /**
     * A list with commas.
     *
     * @param setting of {@link SettingTable}
     * @return its parts, none if it is empty
     */
    public List<String> list(final Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** {@return the data folder, absolute} */
    public Path data() {
        return Path.of(text(SettingTable.DATA)).toAbsolutePath().normalize();
    }

    /**
     * A file, or one of the data folder where the setting is empty.
     *
     * @param setting of {@link SettingTable}
     * @param nameInDataFolder of the file to take else
     * @return its path, absolute
     */
    public Path file(final Setting setting, final String nameInDataFolder) {
        final String text = text(setting);
        return text.isEmpty() ? data().resolve(nameInDataFolder) : Path.of(text).toAbsolutePath();
    }

    /** {@return the profile} */
    public Profile profile() {
        return Profile.DEDICATED.text().equals(text(SettingTable.PROFILE)) ? Profile.DEDICATED : Profile.SHARED;
    }

    /**
     * The sentence about a wrong value.
     *
     * @param setting that has it
     * @param value as given
     * @param remedy the end of the sentence
     * @return an exception to throw
     */
    public static OperatorException invalid(final Setting setting, final String value, final String remedy) {
        return new OperatorException(
                ExitCode.USAGE, "setting " + setting.name() + " can't be \"" + value + "\": " + remedy + ".");
    }
}
