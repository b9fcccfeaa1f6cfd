package io.matchlock.exchange.order;

import io.matchlock.client.blocking.MatchlockClient;
import io.matchlock.client.blocking.SessionOverException;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What the order command remembers from one run to the next: its session, the next ClOrdID, and what its last orders
 * were about, which a cancel must repeat.
 */
final class SessionFile {
    private static final String SESSION = "session";
    private static final String NEXT = "next";
    private static final String ORDER = "order.";
    private static final String REPORT = "report";
    private static final long REMEMBERED = 1_000;

    private final Path file;
    private final Properties properties = new Properties();

    /** What an order was about. */
    record About(int securityId, boolean isBuy) {}

    private SessionFile(final Path file) {
        this.file = file;
    }

    static SessionFile open(final Path file) {
        final SessionFile session = new SessionFile(file);
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                session.properties.load(reader);
            } catch (final IOException e) {
                throw session.unusable(e);
            }
        }
        return session;
    }

    /** Connects with the session of before, or with a new one where there is none or it is over. */
    MatchlockClient connect(final ClientSettings settings, final Duration timeout, final Consumer<String> printer) {
        try {
            return connect(settings, timeout);
        } catch (final SessionOverException e) {
            printer.accept("The session of before is over, a new one begins: " + e.getMessage());
            properties.clear();
            return connect(settings, timeout);
        }
    }

    private MatchlockClient connect(final ClientSettings settings, final Duration timeout) {
        final boolean isKnown = properties.containsKey(SESSION);
        final UUID id = isKnown ? UUID.fromString(properties.getProperty(SESSION)) : UUID.randomUUID();
        final String report = properties.getProperty(REPORT, isKnown ? "0" : "1");
        final MatchlockClient client = MatchlockClient.connect(
                settings.withSession(id, isKnown).withNextReport(Long.parseLong(report)), timeout);
        properties.setProperty(SESSION, id.toString());
        save();
        return client;
    }

    long nextClOrdId() {
        return Long.parseLong(properties.getProperty(NEXT, "1"));
    }

    void onOrder(final long clOrdId, final About about) {
        properties.setProperty(NEXT, Long.toString(clOrdId + 1));
        properties.setProperty(ORDER + clOrdId, about.securityId() + " " + about.isBuy());
        properties.remove(ORDER + (clOrdId - REMEMBERED));
        save();
    }

    /** A report was shown: the next run begins behind it. */
    void onReport(final long number) {
        properties.setProperty(REPORT, Long.toString(number + 1));
        save();
    }

    About about(final long clOrdId) {
        final String text = properties.getProperty(ORDER + clOrdId);
        if (text == null) {
            throw new IllegalArgumentException("no order with ClOrdID " + clOrdId + " was sent from here");
        }
        final String[] words = text.split(" ", -1);
        return new About(Integer.parseInt(words[0]), Boolean.parseBoolean(words[1]));
    }

    private void save() {
        final Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            try (Writer writer = Files.newBufferedWriter(draft)) {
                properties.store(writer, null);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (final IOException e) {
            throw unusable(e);
        }
    }

    private OperatorException unusable(final IOException cause) {
        return new OperatorException(
                ExitCode.STARTUP_FAILED, "file " + file + " can't be used; see to its permissions.", cause);
    }
}
