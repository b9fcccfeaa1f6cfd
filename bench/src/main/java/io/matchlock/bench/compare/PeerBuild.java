package io.matchlock.bench.compare;

import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Builds the modules that drive other engines' books, in profile {@code compare}, from the local repository or, where
 * that lacks something, from Maven Central.
 */
final class PeerBuild {
    private static final String PEERS = "bench/peers";
    private static final String CLASS_PATH_FILE = "target/class-path";

    private final Path root;
    private final Path stamp;
    private final Path log;

    private PeerBuild(final Path root) {
        this.root = root;
        this.stamp = root.resolve("target/compare.stamp");
        this.log = root.resolve("target/compare.log");
    }

    /** In the project's folder, which is three above this module's classes. */
    static PeerBuild open() {
        try {
            final Path classes = Path.of(PeerBuild.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            final Path root = classes.resolve("../../..").normalize();
            if (Files.isDirectory(root.resolve(PEERS))) {
                return new PeerBuild(root);
            }
        } catch (final URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        throw OperatorException.startup(
                "the other engines' books are built from the project's folder, and this isn't run from it: use"
                        + " scripts/matchlock.");
    }

    /** Builds if sources are newer than what was built last. */
    void ensure(final PrintWriter out) throws IOException {
        if (Files.exists(stamp) && !isStale()) {
            return;
        }
        out.println("building the other engines' books (the first time fetches them) ...");
        out.flush();
        if (!build(List.of("-o")) && !build(List.of())) {
            throw OperatorException.startup("the other engines' books can't be built: see " + log
                    + "; Maven Central must be reachable the first time.");
        }
        Files.createDirectories(stamp.getParent());
        Files.writeString(stamp, "");
    }

    private boolean isStale() throws IOException {
        final FileTime built = Files.getLastModifiedTime(stamp);
        try (Stream<Path> peers = Files.walk(root.resolve(PEERS));
                Stream<Path> harness = Files.walk(root.resolve("bench/harness/src"))) {
            return Stream.concat(peers, harness)
                    .filter(path -> path.toString().endsWith(".java") || path.endsWith("pom.xml"))
                    .anyMatch(path -> isNewer(path, built));
        }
    }

    private static boolean isNewer(final Path path, final FileTime built) {
        try {
            return Files.getLastModifiedTime(path).compareTo(built) > 0;
        } catch (final IOException e) {
            return true;
        }
    }

    private boolean build(final List<String> flags) throws IOException {
        final List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B", "-ntp", "-Dstyle.color=never"));
        command.addAll(flags);
        command.addAll(List.of(
                "-P",
                "compare",
                "-pl",
                PEERS + "/exchange-core," + PEERS + "/parity",
                "-am",
                "-DskipTests",
                "package",
                "dependency:build-classpath",
                "-Dmdep.includeScope=runtime",
                "-Dmdep.outputFile=" + CLASS_PATH_FILE));
        try {
            return new ProcessBuilder(command)
                            .directory(root.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start()
                            .waitFor()
                    == 0;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw OperatorException.lost("the build of the other engines' books was interrupted: run it again.");
        } catch (final IOException e) {
            throw OperatorException.startup(
                    "no mvn found to build the other engines' books: install Maven 3.8 or later.");
        }
    }

    /** Of one of them: its classes and all that it needs, none of it ours but the harness. */
    String classPath(final String peer) throws IOException {
        final Path module = root.resolve(PEERS).resolve(peer);
        return module.resolve("target/classes") + ":" + Files.readString(module.resolve(CLASS_PATH_FILE));
    }
}
