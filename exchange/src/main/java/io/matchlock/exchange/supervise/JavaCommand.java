package io.matchlock.exchange.supervise;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command line of another process of this launcher, with this one's Java, flags and class path. */
public final class JavaCommand {
    private static final String MAIN = "io.matchlock.exchange.Main";
    private static final long KB = 1024;
    private static final Pattern COLLECTOR = Pattern.compile("-XX:[+-]Use\\w+GC");
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private JavaCommand() {}

    /**
     * A command line.
     *
     * @param heapBytes its Java heap
     * @param arguments subcommand and options
     * @return for a {@link ProcessBuilder}
     */
    public static List<String> of(final long heapBytes, final List<String> arguments) {
        return of(heapBytes, List.of(), arguments);
    }

    /**
     * A command line with further flags.
     *
     * @param heapBytes its Java heap
     * @param flags of the JVM, beside this one's; a garbage collector among them is in the place of this one's
     * @param arguments subcommand and options
     * @return for a {@link ProcessBuilder}
     */
    public static List<String> of(final long heapBytes, final List<String> flags, final List<String> arguments) {
        return of(
                heapBytes,
                flags,
                arguments,
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    static List<String> of(
            final long heapBytes, final List<String> flags, final List<String> arguments, final List<String> own) {
        final List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString()); // a Ctrl-C in the terminal is for the supervisor alone
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        final boolean choosesCollector = flags.stream().anyMatch(JavaCommand::isCollector);
        for (final String flag : own) {
            if (isInherited(flag) && !(choosesCollector && isCollector(flag))) {
                command.add(flag);
            }
        }
        command.addAll(flags);
        command.add("-Xmx" + heapBytes / KB + "k");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MAIN);
        command.addAll(arguments);
        return command;
    }

    private static boolean isCollector(final String flag) {
        return COLLECTOR.matcher(flag).matches();
    }

    private static boolean isInherited(final String flag) {
        return !flag.startsWith("-Xm") && !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent");
    }
}
