package io.matchlock.bench.compare;

import io.matchlock.bench.timing.ForkFigures;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one measurement in a JVM of its own, with the same flags for every engine. */
final class ForkProcess {
    static final List<String> FLAGS = List.of("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC");

    /** What off-heap libraries ask for; no book gets faster by it. */
    private static final List<String> OPENED = List.of(
            "--add-opens",
            "java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens",
            "java.base/sun.nio.ch=ALL-UNNAMED");

    private ForkProcess() {}

    /** Waits for the figures; throws {@link OperatorException} if there are none. */
    static ForkFigures run(final Contestant contestant, final Path flow, final int passes, final int warmUps)
            throws IOException {
        final Process process = new ProcessBuilder(command(contestant, flow, passes, warmUps))
                .redirectErrorStream(true)
                .start();
        final List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.stream()
                .filter(ForkFigures::isLine)
                .findFirst()
                .map(ForkFigures::parse)
                .orElseThrow(() -> failed(contestant, lines));
    }

    private static List<String> command(
            final Contestant contestant, final Path flow, final int passes, final int warmUps) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(OPENED);
        command.addAll(List.of("-cp", contestant.classPath(), contestant.mainClass()));
        command.addAll(
                List.of(flow.toString(), Integer.toString(passes), Integer.toString(warmUps), contestant.name()));
        return command;
    }

    private static OperatorException failed(final Contestant contestant, final List<String> lines) {
        final String last = lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
        return OperatorException.lost("the process that measures " + contestant.name()
                + " ended without figures, its last words were: " + last);
    }
}
