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

/** What a running role tells other processes of the same data folder: its process and addresses. */
public final class RunFile implements AutoCloseable {
    /** Fact of each file: the process id of the role. */
    public static final String PID = ProcessMark.PID;

    /** A folder may be copied with its run files while its roles run. */
    static final String DATA = "data";

    private final DataFolder folder;
    private final Path file;

    private RunFile(final DataFolder folder, final String role) {
        this.folder = folder;
        this.file = path(folder, role);
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
        final RunFile file = new RunFile(folder, role);
        file.rewrite(facts);
        return file;
    }

    /**
     * Writes the file again, whole or not at all.
     *
     * @param facts addresses and the like
     */
    public void rewrite(final Map<String, String> facts) {
        final Path draft = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        final Properties properties = new Properties();
        properties.putAll(facts);
        properties.putAll(ProcessMark.of(ProcessHandle.current()));
        properties.setProperty(DATA, folder.root().toString());
        try {
            try (Writer writer = Files.newBufferedWriter(draft)) {
                properties.store(writer, null);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException e) {
            throw unusable(file, e);
        }
    }

    /**
     * Reads the file of a role, if the process that wrote it lives and wrote it for this folder.
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
        return isOf(folder, facts.get(DATA)) ? ProcessMark.find(facts).map(process -> facts) : Optional.empty();
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

    private static boolean isOf(final DataFolder folder, final String data) {
        try {
            return data != null && Files.isSameFile(Path.of(data), folder.root());
        } catch (final IOException e) {
            return false; // the folder that was copied is gone
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
