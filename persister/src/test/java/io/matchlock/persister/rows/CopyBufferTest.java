package io.matchlock.persister.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Numerics are decoded by hand, as Postgres' numeric_recv does, and compared. */
final class CopyBufferTest {
    private static final int ROW_OFFSET = 19 + Short.BYTES;

    @Test
    void shouldEncodeEdgePrices() {
        for (final long price : new long[] {
            0,
            1,
            -1,
            9,
            10,
            999_999_999,
            1_000_000_000,
            10_000_000_000_000L,
            150_250_000_000L,
            1_000_000_001,
            Long.MAX_VALUE,
            -Long.MAX_VALUE,
            Long.MIN_VALUE,
            1_000_000_000_000_000_000L
        }) {
            assertEquals(expected(BigInteger.valueOf(price)), decode(buffer -> buffer.putPrice(price)));
        }
    }

    @Test
    void shouldEncodeRandomPricesAndSums() {
        final Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            final long price = random.nextLong() >> random.nextInt(64);
            assertEquals(expected(BigInteger.valueOf(price)), decode(buffer -> buffer.putPrice(price)));
            final BigInteger sum = new BigInteger(1 + random.nextInt(126), random);
            assertEquals(
                    expected(sum),
                    decode(buffer -> buffer.putNotional(sum.shiftRight(64).longValue(), sum.longValue())));
        }
    }

    private static String expected(final BigInteger value) {
        final BigDecimal decimal = new BigDecimal(value, 9);
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    private static String decode(final java.util.function.Consumer<CopyBuffer> put) {
        final CopyBuffer rows = new CopyBuffer(0);
        rows.row(1);
        put.accept(rows);
        final ByteBuffer field = ByteBuffer.wrap(rows.bytes(), ROW_OFFSET, rows.length() - ROW_OFFSET);
        assertEquals(field.remaining() - Integer.BYTES, field.getInt());
        final int count = field.getShort();
        final int weight = field.getShort();
        final int sign = field.getShort();
        final int scale = field.getShort();
        BigDecimal value = BigDecimal.ZERO;
        for (int i = 0; i < count; i++) {
            value = value.add(BigDecimal.valueOf(field.getShort()).scaleByPowerOfTen(4 * (weight - i)));
        }
        assertEquals(0, field.remaining());
        final BigDecimal shown = value.setScale(scale);
        return shown.signum() == 0
                ? "0"
                : (sign == 0 ? shown : shown.negate()).stripTrailingZeros().toPlainString();
    }
}
