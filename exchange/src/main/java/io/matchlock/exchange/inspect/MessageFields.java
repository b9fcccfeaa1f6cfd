package io.matchlock.exchange.inspect;

import io.matchlock.protocol.log.EntryId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/**
 * A message's name and fields, out of the text that generated decoders give:
 * {@code [Name](header)field=value|field=(part=value|part=value)|...}. Null fields are left out, prices become decimal
 * numbers, times become dates.
 */
final class MessageFields {
    private static final int PRICE_DECIMALS = 9;
    private static final long NS_PER_S = 1_000_000_000L;
    /** How decoders write the null values of the integer types and of enums. */
    private static final Set<String> NULLS =
            Set.of("", "null", "NULL_VAL", "-1", "-9223372036854775808", "-2147483648", "4294967295", "65535");

    private static final Pattern NEGATIVE = Pattern.compile("-\\d{1,19}");
    private static final String INSTRUMENT = "securityID";
    private static final String QUANTITY = "Qty";
    private static final String ENTRY_ID = "EntryId";

    private final String name;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private MessageFields(final String name) {
        this.name = name;
    }

    static MessageFields parse(final String text) {
        final MessageFields message = new MessageFields(text.substring(1, text.indexOf(']')));
        for (final String field : split(text.substring(text.indexOf(')') + 1).replaceFirst("^:", ""))) {
            final int equals = field.indexOf('=');
            if (equals > 0) {
                message.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return message;
    }

    /**
     * Shows quantities in the instrument's units, as people write them.
     *
     * @param quantityScale decimals of an instrument's quantities, by its id
     */
    void scaleQuantities(final IntUnaryOperator quantityScale) {
        if (!fields.containsKey(INSTRUMENT)) {
            return;
        }
        final int scale = quantityScale.applyAsInt(Integer.parseUnsignedInt(fields.get(INSTRUMENT)));
        fields.replaceAll((field, value) -> field.endsWith(QUANTITY)
                ? new BigDecimal(new BigInteger(value), scale)
                        .stripTrailingZeros()
                        .toPlainString()
                : value);
    }

    String name() {
        return name;
    }

    Map<String, String> fields() {
        return fields;
    }

    private void put(final String field, final String raw) {
        final String value = raw.startsWith("(") ? composite(raw) : raw;
        if (!NULLS.contains(value)) {
            fields.put(field, value.startsWith("'") ? value.substring(1, value.length() - 1) : number(field, value));
        }
    }

    private static String number(final String field, final String value) {
        return field.endsWith(ENTRY_ID) ? EntryId.format(Long.parseLong(value)) : unsigned(value);
    }

    /** Decoders give 64 bits as a Java long; all whole numbers of the protocols but prices are unsigned. */
    private static String unsigned(final String value) {
        return NEGATIVE.matcher(value).matches() ? Long.toUnsignedString(Long.parseLong(value)) : value;
    }

    private static String composite(final String raw) {
        final String first = split(raw.substring(1, raw.length() - 1)).get(0);
        final String value = first.substring(first.indexOf('=') + 1);
        if (NULLS.contains(value)) {
            return "";
        }
        if (first.startsWith("mantissa=")) {
            return BigDecimal.valueOf(Long.parseLong(value), PRICE_DECIMALS)
                    .stripTrailingZeros()
                    .toPlainString();
        }
        final long time = Long.parseLong(value);
        return Instant.ofEpochSecond(Long.divideUnsigned(time, NS_PER_S), Long.remainderUnsigned(time, NS_PER_S))
                .toString();
    }

    /** At bars that stand neither in a composite nor in a text. */
    private static List<String> split(final String text) {
        final List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean isText = false;
        for (int i = 0; i < text.length(); i++) {
            final char character = text.charAt(i);
            isText ^= character == '\'';
            depth += isText ? 0 : step(character);
            if (character == '|' && depth == 0 && !isText) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static int step(final char character) {
        return character == '(' ? 1 : character == ')' ? -1 : 0;
    }
}
