package io.matchlock.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.protocol.session.EstablishmentRejectCode;
import io.matchlock.protocol.session.NegotiationRejectCode;
import io.matchlock.protocol.session.NotAppliedReason;
import io.matchlock.protocol.session.QueuedStatus;
import io.matchlock.protocol.session.RetransmitRejectCode;
import io.matchlock.protocol.session.TerminationCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/client.md shows of a session are the bytes that the codecs write, and it has a remedy for each code. */
final class ClientPageTest {
    private static final Path PAGE = Path.of("..", "docs", "client.md");
    private static final Pattern TITLE = Pattern.compile("(\\w+, from the (?:client|gateway)), \\d+ bytes");
    private static final Pattern BYTES = Pattern.compile("([0-9a-f]{2}(?: [0-9a-f]{2}){0,15})(?:  .*)?");
    private static final Pattern CODE = Pattern.compile("\\| (\\d+) (\\w+) \\|.*");

    @Test
    void shouldShowTheBytesOfASession() throws IOException {
        final Map<String, String> session = new LinkedHashMap<>();
        new SampleSession()
                .forEach((title, frame) -> session.put(title, HexFormat.of().formatHex(frame)));

        assertEquals(session, shown());
    }

    @Test
    void shouldShowTheDigestOfWhatTheClientSends() throws IOException, GeneralSecurityException {
        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        new SampleSession().forEach((title, frame) -> {
            if (title.endsWith("client")) {
                digest.update(frame);
            }
        });
        final String shown = HexFormat.of().formatHex(digest.digest());

        assertEquals(1, lines().stream().filter(line -> line.contains(shown)).count(), shown);
    }

    @Test
    void shouldShowTheBytesOfTheDomainStrings() throws IOException {
        final HexFormat spaced = HexFormat.ofDelimiter(" ");
        for (final String domain : List.of(Credentials.NEGOTIATE_DOMAIN, Credentials.ESTABLISH_DOMAIN)) {
            final String bytes = '`' + spaced.formatHex(domain.getBytes(UTF_8)) + '`';

            assertEquals(
                    1,
                    lines().stream()
                            .filter(line -> line.contains(bytes) && line.contains(domain))
                            .count(),
                    domain);
        }
    }

    @ParameterizedTest
    @MethodSource("codes")
    void shouldHaveARowForEachCode(final String section, final List<String> codes) throws IOException {
        final List<String> rows = new ArrayList<>();
        boolean inside = false;
        for (final String line : lines()) {
            inside = line.startsWith("#") ? line.equals("### " + section) : inside;
            final Matcher row = CODE.matcher(line);
            if (inside && row.matches()) {
                rows.add(row.group(1) + " " + row.group(2));
            }
        }

        assertEquals(codes, rows);
    }

    static Stream<Arguments> codes() {
        return Stream.of(
                Arguments.of("NegotiationReject", names(NegotiationRejectCode.values(), NegotiationRejectCode::value)),
                Arguments.of(
                        "EstablishmentReject", names(EstablishmentRejectCode.values(), EstablishmentRejectCode::value)),
                Arguments.of("Terminate", names(TerminationCode.values(), TerminationCode::value)),
                Arguments.of("RetransmitReject", names(RetransmitRejectCode.values(), RetransmitRejectCode::value)),
                Arguments.of("NotApplied", names(NotAppliedReason.values(), NotAppliedReason::value)),
                Arguments.of("Queued", names(QueuedStatus.values(), QueuedStatus::value)));
    }

    /** Those of the schema, without what the codecs add for null and unknown. */
    private static <E extends Enum<E>> List<String> names(final E[] values, final ToIntFunction<E> code) {
        return Stream.of(values)
                .filter(value ->
                        !value.name().equals("NULL_VAL") && !value.name().equals("SBE_UNKNOWN"))
                .map(value -> code.applyAsInt(value) + " " + value)
                .toList();
    }

    /** The frames of the page by their titles, in hexadecimal. */
    private static Map<String, String> shown() throws IOException {
        final Map<String, String> frames = new LinkedHashMap<>();
        String title = "";
        for (final String line : lines()) {
            final Matcher head = TITLE.matcher(line);
            final Matcher bytes = BYTES.matcher(line);
            if (head.matches()) {
                title = head.group(1);
                frames.put(title, "");
            } else if (bytes.matches() && !title.isEmpty()) {
                frames.merge(title, bytes.group(1).replace(" ", ""), String::concat);
            }
        }
        return frames;
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(PAGE);
    }
}
