package io.matchlock.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages point to what is there. */
final class PagesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");
    private static final Pattern STOP = Pattern.compile("\\| \\d+ \\| \\[\\w+]\\(([^)]+)\\) \\| `(\\w+)` \\|.*");
    private static final Pattern IN_THE_CODE = Pattern.compile("In the code: [^.]*\\.");
    private static final Pattern WORD = Pattern.compile("`([A-Z]\\w+)`");
    private static final int STOPS = 15;

    @Test
    void shouldLinkToFilesThatAreThere() throws IOException {
        final List<String> broken = pages().flatMap(PagesTest::brokenLinks).toList();

        assertEquals(List.of(), broken);
    }

    @Test
    void shouldLeadThroughTheCodeInFifteenFilesThatHaveTheMethods() throws IOException {
        final Path page = ROOT.resolve("docs").resolve("reading.md");
        final TreeSet<String> files = new TreeSet<>();
        for (final String line : Files.readAllLines(page)) {
            final Matcher stop = STOP.matcher(line);
            if (stop.matches()) {
                files.add(stop.group(1));
                final String source = Files.readString(page.resolveSibling(stop.group(1)));
                assertTrue(source.contains(" " + stop.group(2) + "("), line);
            }
        }

        assertEquals(STOPS, files.size());
    }

    @Test
    void shouldNameClassesThatAreThere() throws IOException {
        final String page = Files.readString(ROOT.resolve("docs").resolve("architecture.md"));
        final List<String> named = IN_THE_CODE
                .matcher(page)
                .results()
                .flatMap(line -> WORD.matcher(line.group()).results())
                .map(word -> word.group(1))
                .toList();
        final Set<String> classes = classes();

        assertTrue(named.size() > 20, named::toString);
        assertEquals(
                List.of(),
                named.stream().filter(name -> !classes.contains(name)).toList());
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(path -> path.toString().contains("/src/main/java/"))
                    .map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<Path> pages() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all
                    .filter(path -> path.toString().endsWith(".md"))
                    .filter(path -> !ROOT.relativize(path).toString().contains("target/"))
                    .filter(path -> !ROOT.relativize(path).toString().startsWith("data/"))
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> brokenLinks(final Path page) {
        try {
            return LINK.matcher(Files.readString(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> Files.notExists(page.resolveSibling(link)))
                    .map(link -> ROOT.relativize(page) + ": " + link);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
