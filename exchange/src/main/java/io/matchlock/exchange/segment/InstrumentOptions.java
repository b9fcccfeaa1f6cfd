package io.matchlock.exchange.segment;

import io.matchlock.protocol.segment.InstrumentDefinition;
import io.matchlock.protocol.segment.InstrumentDefinition.TickStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What a line of the instruments file may say beyond its ten fields, as {@code name=value}: {@code ticks} (steps of the tick
 * table, such as {@code 1:0.05 5:0.1}), {@code min-notional} and {@code max-notional} (whole units of price), {@code band}
 * (basis points around the last trade), {@code halt} (seconds), {@code reference} (price), {@code day-end} (a UTC time such as
 * {@code 2026-01-30T21:00:00Z}), {@code status}, {@code replace-loses-priority} ({@code yes} or {@code no}).
 */
final class InstrumentOptions {
    private static final String NAMES =
            "ticks, min-notional, max-notional, band, halt, reference, day-end, status, replace-loses-priority";
    private static final int MAX_BASIS_POINTS = 10_000;

    private final List<TickStep> ticks = new ArrayList<>();
    private long minNotional;
    private long maxNotional;
    private int band;
    private int halt;
    private long reference;
    private long dayEndNs;
    private int status = InstrumentDefinition.CONTINUOUS;
    private boolean replaceLosesPriority;

    /** Takes a field. Returns null, or what is wrong with it; throws a number's or a time's exception if it is none. */
    String take(final String field) {
        final int at = field.indexOf('=');
        final String name = at < 0 ? field : field.substring(0, at);
        final String value = at < 0 ? "" : field.substring(at + 1).trim();
        switch (name.trim()) {
            case "ticks" -> {
                return takeTicks(value);
            }
            case "min-notional" -> minNotional = Long.parseLong(value);
            case "max-notional" -> maxNotional = Long.parseLong(value);
            case "band" -> band = Integer.parseInt(value);
            case "halt" -> halt = Integer.parseInt(value);
            case "reference" -> reference = InstrumentFile.price(value);
            case "day-end" -> dayEndNs = ChronoUnit.NANOS.between(Instant.EPOCH, Instant.parse(value));
            case "status" -> {
                return takeStatus(value);
            }
            case "replace-loses-priority" -> {
                replaceLosesPriority = value.equals("yes");
                return replaceLosesPriority || value.equals("no") ? null : "replace-loses-priority must be yes or no";
            }
            default -> {
                return "no field \"" + name + "\", there are " + NAMES;
            }
        }
        return null;
    }

    private String takeTicks(final String value) {
        for (final String step : value.split("\\s+", -1)) {
            final String[] parts = step.split(":", -1);
            if (parts.length != 2) {
                return "ticks must be pairs of price:size, such as 1:0.05 5:0.1";
            }
            ticks.add(new TickStep(InstrumentFile.price(parts[0]), InstrumentFile.price(parts[1])));
        }
        return null;
    }

    private String takeStatus(final String value) {
        if (TradingStatus.find(value).isEmpty()) {
            return "no status \"" + value + "\", there are " + TradingStatus.words();
        }
        status = TradingStatus.find(value).get().code();
        return null;
    }

    /** The definition of a line: its ten fields and what was taken. */
    InstrumentDefinition define(
            final int securityId,
            final String symbol,
            final int priceScale,
            final int quantityScale,
            final long tickSize,
            final long lotSize,
            final long minQuantity,
            final long maxQuantity,
            final long lowLimitPrice,
            final long highLimitPrice) {
        return new InstrumentDefinition(
                securityId,
                symbol,
                priceScale,
                quantityScale,
                tickSize,
                ticks,
                lotSize,
                minQuantity,
                maxQuantity,
                minNotional,
                maxNotional,
                lowLimitPrice,
                highLimitPrice,
                band,
                halt,
                reference,
                dayEndNs,
                status,
                replaceLosesPriority);
    }

    /** What is wrong with the options of an instrument whose tick size is sound; null if nothing is. */
    static String fault(final InstrumentDefinition instrument) {
        if (instrument.minNotional() < 0 || instrument.maxNotional() < 0) {
            return "notional limits must not be negative";
        }
        if (instrument.maxNotional() > 0 && instrument.minNotional() > instrument.maxNotional()) {
            return "min-notional is above max-notional";
        }
        if (instrument.bandBasisPoints() < 0 || instrument.bandBasisPoints() > MAX_BASIS_POINTS) {
            return "band must be 0 to " + MAX_BASIS_POINTS + " basis points";
        }
        if (instrument.haltSeconds() < 0 || instrument.dayEndNs() < 0) {
            return "halt and day-end must not be negative";
        }
        if (instrument.referencePrice() < 0 || instrument.referencePrice() % instrument.tickSize() != 0) {
            return "reference must be a multiple of the tick";
        }
        return ticksFault(instrument);
    }

    private static String ticksFault(final InstrumentDefinition instrument) {
        if (instrument.tickSteps().size() > InstrumentDefinition.MAX_TICK_STEPS) {
            return "at most " + InstrumentDefinition.MAX_TICK_STEPS + " ticks";
        }
        long before = 0;
        for (final TickStep step : instrument.tickSteps()) {
            final boolean isMultiple = step.fromPrice() % instrument.tickSize() == 0
                    && step.tickSize() > 0
                    && step.tickSize() % instrument.tickSize() == 0;
            if (step.fromPrice() <= before || !isMultiple) {
                return "ticks must ascend and be multiples of the tick";
            }
            before = step.fromPrice();
        }
        return null;
    }
}
