package io.matchlock.exchange.folder;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** What a running role tells other processes of the same data folder: its process id and addresses. */
public final class RunFile implements AutoCloseable {
    private final Path file;

    private RunFile(final Path file) {
        this.file = file;
    }

    /**
     * Writes a role's file, whole or not at all.
     *
     * @param folder that exists
     * @param role name of it
     * @param facts addresses and the like
     * @return the file, gone once closed
     */
    public static RunFile write(final DataFolder folder, final String role, final Map<String, String> facts) {
        final Path file = path(folder, role);
        final Path draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        final Properties properties = new Properties();
        properties.putAll(facts);
        properties.putAll(ProcessMark.of(ProcessHandle.current()));
        try (Writer writer = Files.newBufferedWriter(draft)) {
            properties.store(writer, null);
        } catch (final IOException e) {
            throw unusable(file, e);
        }
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException e) {
            throw unusable(file, e);
        }
        return new RunFile(file);
    }

    /**
     * Reads the file of a role, if the process that wrote it lives.
     *
     * @param folder of the segment
     * @param role name of it
     * @return its facts, or nothing
     */
    public static Optional<Map<String, String>> read(final DataFolder folder, final String role) {
        final Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path(folder, role))) {
            properties.load(reader);
        } catch (final IOException e) {
            return Optional.empty();
        }
        final Map<String, String> facts = asMap(properties);
        return ProcessMark.find(facts).map(process -> facts);
    }

    /** Removes the file. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (final IOException e) {
            throw unusable(file, e);
        }
    }

    private static Path path(final DataFolder folder, final String role) {
        return folder.run().resolve(role + ".properties");
    }

    private static Map<String, String> asMap(final Properties properties) {
        final Map<String, String> facts = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> facts.put(name, properties.getProperty(name)));
        return facts;
    }

    private static OperatorException unusable(final Path file, final IOException cause) {
        return new OperatorException(
                ExitCode.STARTUP_FAILED, "file " + file + " can't be written; see to its permissions.", cause);
    }
}
