package io.matchlock.persister.status;

import io.matchlock.persister.fold.OrderState;
import io.matchlock.persister.store.Checkpoint;
import io.matchlock.protocol.log.EntryId;
import io.matchlock.protocol.segment.SegmentId;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The status cache's keys and values: {@code name=value} pairs that a person can read in redis-cli. */
final class StatusLine {
    private static final long NO_PRICE = Long.MIN_VALUE;
    private static final long UNITS = 1_000_000_000L;
    private static final int DECIMALS = 9;

    private final String prefix;

    StatusLine(final String segment) {
        prefix = "{" + segment + "}:";
    }

    /** Holds up to where the cache has which segment's log. */
    byte[] historyKey() {
        return ascii(prefix + "history");
    }

    static byte[] history(final SegmentId id, final long position) {
        return ascii(id + " " + EntryId.format(position));
    }

    /** Reads what {@link #history} made; nothing if it is no such value. */
    static Optional<Checkpoint> parseHistory(final byte[] value) {
        final String[] words = new String(value, StandardCharsets.US_ASCII).split(" ", -1);
        try {
            return Optional.of(new Checkpoint(EntryId.parse(words[1]), SegmentId.parse(words[0]), null));
        } catch (final IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** A pattern that all keys of orders have. */
    String anyOrder() {
        return prefix + "order:*";
    }

    byte[] orderKey(final long orderId) {
        return ascii(prefix + "order:" + orderId);
    }

    byte[] clOrdIdKey(final int session, final long clOrdId) {
        return ascii(prefix + "clord:" + session + ":" + Long.toUnsignedString(clOrdId));
    }

    byte[] value(final OrderState order, final long position) {
        final StringBuilder text = new StringBuilder(160);
        text.append("session=").append(order.session());
        text.append(" clord=").append(Long.toUnsignedString(order.clOrdId()));
        text.append(" security=").append(order.securityId());
        text.append(" side=").append((char) order.side());
        text.append(" status=").append((char) order.status());
        if (order.price() != NO_PRICE) {
            appendPrice(text.append(" price="), order.price());
        }
        text.append(" qty=").append(order.qty());
        text.append(" cum=").append(order.cumQty());
        text.append(" leaves=").append(order.leavesQty());
        text.append(" at=").append(EntryId.epoch(position)).append('-').append(EntryId.sequence(position));
        return ascii(text.toString());
    }

    /** Reads a value; throws {@link IllegalArgumentException} if it is none. */
    static OrderStatus parse(final long orderId, final byte[] value) {
        final Map<String, String> fields = new HashMap<>();
        for (final String pair : new String(value, StandardCharsets.US_ASCII).split(" ", -1)) {
            final int at = pair.indexOf('=');
            if (at < 1) {
                throw new IllegalArgumentException("no status of an order: " + pair);
            }
            fields.put(pair.substring(0, at), pair.substring(at + 1));
        }
        final String price = fields.get("price");
        return new OrderStatus(
                orderId,
                Integer.parseInt(fields.get("session")),
                Long.parseUnsignedLong(fields.get("clord")),
                Integer.parseInt(fields.get("security")),
                fields.get("side").charAt(0),
                fields.get("status").charAt(0),
                price == null ? null : new BigDecimal(price),
                Long.parseLong(fields.get("qty")),
                Long.parseLong(fields.get("cum")),
                Long.parseLong(fields.get("leaves")),
                null,
                EntryId.parse(fields.get("at")),
                true);
    }

    static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void appendPrice(final StringBuilder text, final long price) {
        if (price % UNITS == 0) {
            text.append(price / UNITS);
        } else {
            text.append(BigDecimal.valueOf(price, DECIMALS).stripTrailingZeros().toPlainString());
        }
    }
}
