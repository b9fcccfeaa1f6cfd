package io.matchlock.log.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A redis-server executable of at least 7.0: the named one, else the first on the PATH, else the one that is shipped.
 * Distributions build theirs with jemalloc and patch it, so theirs is preferred.
 *
 * @param path of the executable
 * @param version as it says, such as 7.0.15
 * @param allocator as it says, such as libc or jemalloc-5.3.0
 */
record RedisBinary(Path path, String version, String allocator) {
    static final int MIN_MAJOR_VERSION = 7;

    private static final String SHIPPED = "redis-server-7.0.15-";
    private static final Pattern BANNER = Pattern.compile("v=(\\d+)(\\.\\S+).*malloc=(\\S+)");
    private static final long BANNER_TIMEOUT_S = 10;

    static RedisBinary find(final Optional<Path> named, final Path folder) {
        if (named.isPresent()) {
            return probe(named.get())
                    .orElseThrow(() -> new RedisStartException(
                            named.get() + " is no redis-server of version " + MIN_MAJOR_VERSION + ".0 or later"));
        }
        return onPath().or(() -> probe(extract(folder)))
                .orElseThrow(
                        () -> new RedisStartException(
                                "the redis-server that is shipped does not run on this machine: install Redis 7.0 or later, or name one in the settings"));
    }

    private static Optional<RedisBinary> onPath() {
        for (final String entry :
                System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator), -1)) {
            final Path candidate = Path.of(entry, "redis-server");
            if (!entry.isEmpty() && Files.isExecutable(candidate)) {
                final Optional<RedisBinary> binary = probe(candidate);
                if (binary.isPresent()) {
                    return binary;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<RedisBinary> probe(final Path executable) {
        try {
            final Process process = new ProcessBuilder(executable.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            final String banner = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(BANNER_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return parse(executable, banner);
        } catch (final IOException e) {
            return Optional.empty();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisStartException("interrupted while asking " + executable + " for its version", e);
        }
    }

    static Optional<RedisBinary> parse(final Path executable, final String banner) {
        final Matcher matcher = BANNER.matcher(banner);
        if (!matcher.find() || Integer.parseInt(matcher.group(1)) < MIN_MAJOR_VERSION) {
            return Optional.empty();
        }
        return Optional.of(new RedisBinary(executable, matcher.group(1) + matcher.group(2), matcher.group(3)));
    }

    private static Path extract(final Path folder) {
        final String resource = SHIPPED + system() + "-" + architecture();
        final Path target = folder.resolve("redis-server");
        try (InputStream in = RedisBinary.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new RedisStartException("no redis-server is shipped for " + system() + " on " + architecture()
                        + ": install Redis 7.0 or later, or name one in the settings");
            }
            final Path partial = Files.createTempFile(folder, "redis-server", ".tmp");
            Files.copy(in, partial, StandardCopyOption.REPLACE_EXISTING);
            if (!partial.toFile().setExecutable(true)) {
                throw new RedisStartException("cannot make " + partial + " executable");
            }
            return Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (final IOException e) {
            throw new RedisStartException("cannot write " + target + ": " + e, e);
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        final String name = System.getProperty("os.arch");
        return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "amd64";
    }
}
