package io.matchlock.exchange.segment;

import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.protocol.segment.Genesis;
import io.matchlock.protocol.segment.InstrumentDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The instruments of a new segment, one a line:
 * {@code id,symbol,priceScale,quantityScale,tick,lot,minQuantity,maxQuantity,lowLimit,highLimit}. Prices and tick are
 * decimal numbers; lot and quantities count units of 10^-quantityScale. Further fields, in any order, have the form
 * {@code name=value}; see {@link InstrumentOptions}. Empty lines and what follows a # don't count.
 */
public final class InstrumentFile {
    private static final String SHIPPED = "/instruments.csv";
    private static final int FIELDS = 10;
    private static final int PRICE_DECIMALS = 9;
    private static final int MAX_SCALE = 9;

    private InstrumentFile() {}

    /**
     * Reads a file.
     *
     * @param file to read
     * @return its instruments
     * @throws OperatorException if a line is wrong
     */
    public static List<InstrumentDefinition> read(final Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (final IOException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED,
                    "setting instruments is \"" + file + "\", which can't be read; name a file that can.",
                    e);
        }
    }

    /** {@return the text of the file that is shipped} */
    public static String shipped() {
        try (InputStream stream = InstrumentFile.class.getResourceAsStream(SHIPPED)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new IllegalStateException("resource " + SHIPPED + " can't be read", e);
        }
    }

    static List<InstrumentDefinition> parse(final String text, final String name) {
        final List<InstrumentDefinition> instruments = new ArrayList<>();
        final Set<Object> seen = new HashSet<>();
        int lineNumber = 0;
        for (final String line : text.split("\n", -1)) {
            lineNumber++;
            final String content = line.replaceFirst("#.*", "").trim();
            if (!content.isEmpty()) {
                final InstrumentDefinition instrument = instrument(content, name + " line " + lineNumber);
                requireThat(seen.add(instrument.securityId()), name + " line " + lineNumber, "id is there twice");
                requireThat(seen.add(instrument.symbol()), name + " line " + lineNumber, "symbol is there twice");
                instruments.add(instrument);
            }
        }
        requireThat(!instruments.isEmpty(), name, "no instrument");
        requireThat(instruments.size() <= Genesis.MAX_INSTRUMENTS, name, "more than " + Genesis.MAX_INSTRUMENTS);
        return instruments;
    }

    private static InstrumentDefinition instrument(final String content, final String place) {
        final String[] fields = content.split("\\s*,\\s*", -1);
        requireThat(fields.length >= FIELDS, place, fields.length + " fields where " + FIELDS + " belong");
        try {
            final InstrumentOptions options = new InstrumentOptions();
            for (int i = FIELDS; i < fields.length; i++) {
                final String fault = options.take(fields[i]);
                requireThat(fault == null, place, fault);
            }
            final InstrumentDefinition instrument = options.define(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    price(fields[4]),
                    Long.parseLong(fields[5]),
                    Long.parseLong(fields[6]),
                    Long.parseLong(fields[7]),
                    price(fields[8]),
                    price(fields[9]));
            requireSound(instrument, place);
            final String fault = InstrumentOptions.fault(instrument);
            requireThat(fault == null, place, fault);
            return instrument;
        } catch (final NumberFormatException | ArithmeticException | DateTimeParseException e) {
            throw new OperatorException(
                    ExitCode.STARTUP_FAILED, place + ": not a value that can be used (" + e.getMessage() + ").", e);
        }
    }

    private static void requireSound(final InstrumentDefinition instrument, final String place) {
        requireThat(instrument.securityId() >= 0, place, "id is negative");
        requireThat(instrument.symbol().matches("[\\x21-\\x7e]{1,20}"), place, "symbol must have 1 to 20 characters");
        requireThat(inScale(instrument.priceScale()), place, "price scale must be 0 to " + MAX_SCALE);
        requireThat(inScale(instrument.quantityScale()), place, "quantity scale must be 0 to " + MAX_SCALE);
        requireThat(instrument.tickSize() > 0, place, "tick must be positive");
        requireThat(instrument.lotSize() > 0, place, "lot must be positive");
        requireThat(
                instrument.minQuantity() > 0 && instrument.minQuantity() <= instrument.maxQuantity(),
                place,
                "quantities must be positive and in order");
        requireThat(
                instrument.lowLimitPrice() > 0 && instrument.lowLimitPrice() <= instrument.highLimitPrice(),
                place,
                "limits must be positive and in order");
    }

    private static boolean inScale(final int scale) {
        return scale >= 0 && scale <= MAX_SCALE;
    }

    /** 10<sup>-9</sup> of a decimal number. */
    static long price(final String text) {
        return new BigDecimal(text).movePointRight(PRICE_DECIMALS).longValueExact();
    }

    private static void requireThat(final boolean condition, final String place, final String sentence) {
        if (!condition) {
            throw OperatorException.startup(place + ": " + sentence + "; mend the instruments file.");
        }
    }
}
