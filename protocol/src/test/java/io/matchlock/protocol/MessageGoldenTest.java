package io.matchlock.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Each message of the schemas, filled, against the bytes that it had when it was laid down. */
final class MessageGoldenTest {
    private static final int MAX_LENGTH = 4096;

    @ParameterizedTest
    @MethodSource("messages")
    void shouldEncodeAndDecodeGoldenBytes(final String codecs, final String folder, final String message)
            throws ReflectiveOperationException {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);

        final int length = encode(codecs, message, buffer);

        Golden.assertGolden(folder + "/" + message, buffer, 0, length, decode(codecs, message, buffer));
        final UnsafeBuffer golden = Golden.bytes(folder + "/" + message);
        assertEquals(decode(codecs, message, buffer), decode(codecs, message, golden));
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "order-entry", "log"})
    void shouldHaveGoldenBytesOfEachMessageAndNoOther(final String schema) throws Exception {
        final List<String> names =
                messagesOf(schema).map(each -> (String) each.get()[2]).sorted().toList();

        assertEquals(names, Golden.names(schema).toList());
    }

    static Stream<Arguments> messages() throws Exception {
        return Stream.of(messagesOf("session"), messagesOf("order-entry"), messagesOf("log"))
                .flatMap(each -> each);
    }

    private static Stream<Arguments> messagesOf(final String schema) throws Exception {
        final Document document = schema(schema);
        final String codecs = document.getDocumentElement().getAttribute("package");
        final NodeList messages = document.getElementsByTagName("sbe:message");
        final List<Arguments> all = new ArrayList<>();
        for (int i = 0; i < messages.getLength(); i++) {
            all.add(Arguments.of(codecs, schema, ((Element) messages.item(i)).getAttribute("name")));
        }
        return all.stream();
    }

    private static Document schema(final String name) throws Exception {
        try (InputStream in = MessageGoldenTest.class.getResourceAsStream("/schemas/" + name + ".xml")) {
            if (in == null) {
                throw new IOException("no schema " + name);
            }
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static int encode(final String codecs, final String message, final UnsafeBuffer target)
            throws ReflectiveOperationException {
        final Object encoder = codec(codecs, message + "Encoder");
        final Object header = codec(codecs, "MessageHeaderEncoder");
        encoder.getClass()
                .getMethod("wrapAndApplyHeader", MutableDirectBuffer.class, int.class, header.getClass())
                .invoke(encoder, target, 0, header);
        new MessageFiller(encoder).fill();
        return (int) encoder.getClass().getMethod("limit").invoke(encoder);
    }

    private static String decode(final String codecs, final String message, final DirectBuffer source)
            throws ReflectiveOperationException {
        final Object decoder = codec(codecs, message + "Decoder");
        final Object header = codec(codecs, "MessageHeaderDecoder");
        decoder.getClass()
                .getMethod("wrapAndApplyHeader", DirectBuffer.class, int.class, header.getClass())
                .invoke(decoder, source, 0, header);
        return decoder.toString().replace("|", "\n");
    }

    private static Object codec(final String codecs, final String name) throws ReflectiveOperationException {
        return Class.forName(codecs + "." + name).getConstructor().newInstance();
    }
}
