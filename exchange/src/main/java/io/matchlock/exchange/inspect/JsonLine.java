package io.matchlock.exchange.inspect;

import java.util.Locale;
import java.util.Map;

/** One entry as one line of JSON. Numbers that fit are numbers; all else is text. */
final class JsonLine {
    /** Whole numbers beyond this can't be told apart by readers that take them for doubles. */
    private static final int SAFE_DIGITS = 15;

    private final StringBuilder text = new StringBuilder();
    private boolean hasRecords;

    JsonLine(final String id, final Map<String, String> header) {
        text.append("{\"id\":");
        quote(id);
        append(header);
    }

    void record(final Map<String, String> record, final MessageFields message) {
        text.append(hasRecords ? "," : ",\"records\":[").append("{\"message\":");
        hasRecords = true;
        quote(message.name());
        append(record);
        append(message.fields());
        text.append('}');
    }

    String finish() {
        return text.append(hasRecords ? "]}" : "}").toString();
    }

    private void append(final Map<String, String> fields) {
        fields.forEach((name, value) -> {
            text.append(',');
            quote(name);
            text.append(':');
            value(value);
        });
    }

    private void value(final String value) {
        final boolean isNumber = value.matches("-?(0|[1-9]\\d*)(\\.\\d+)?") && value.length() <= SAFE_DIGITS;
        if (isNumber || "true".equals(value) || "false".equals(value)) {
            text.append(value);
        } else {
            quote(value);
        }
    }

    private void quote(final String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            final char character = value.charAt(i);
            if (character == '"' || character == '\\') {
                text.append('\\').append(character);
            } else if (character < ' ' || character > '~') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            } else {
                text.append(character);
            }
        }
        text.append('"');
    }
}
