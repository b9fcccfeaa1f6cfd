package io.matchlock.exchange.order;

import io.matchlock.client.ClientSession;
import io.matchlock.client.blocking.ClientEvent;
import io.matchlock.client.blocking.ClientException;
import io.matchlock.client.blocking.MatchlockClient;
import io.matchlock.client.logon.ClientCredentials;
import io.matchlock.client.logon.ClientSettings;
import io.matchlock.client.order.OrderForm;
import io.matchlock.exchange.failure.ExitCode;
import io.matchlock.exchange.failure.OperatorException;
import io.matchlock.exchange.segment.Addresses;
import io.matchlock.exchange.segment.KeyFile;
import io.matchlock.exchange.settings.SettingTable;
import io.matchlock.exchange.settings.Settings;
import io.matchlock.protocol.order.MassActionScope;
import io.matchlock.protocol.order.OrdType;
import io.matchlock.protocol.order.Side;
import io.matchlock.protocol.report.ReportDecoder;
import io.matchlock.protocol.session.NotAppliedReason;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A session for a person: sends what each line asks for and prints what comes back, with its latency. One thread. */
public final class OrderDesk implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration QUIET = Duration.ofMillis(150);
    private static final int PRICE_DECIMALS = 9;
    private static final int HOST_TAG = 7;
    private static final double NS_PER_MS = 1e6;

    private final SessionFile file;
    private final MatchlockClient client;
    private final int account;
    private final Map<Integer, ClientEvent.Instrument> instruments = new HashMap<>();
    private final ReportText text = new ReportText(instruments);
    private final ReportDecoder decoder = new ReportDecoder();
    private final Consumer<String> printer;

    private OrderDesk(
            final SessionFile file, final MatchlockClient client, final int account, final Consumer<String> printer) {
        this.file = file;
        this.client = client;
        this.account = account;
        this.printer = printer;
    }

    /**
     * Connects and learns the instruments.
     *
     * @param settings that name gateway, key and data folder
     * @param printer takes a line at a time
     * @return a desk whose session stands
     * @throws OperatorException if there is no session to be had
     */
    public static OrderDesk open(final Settings settings, final Consumer<String> printer) {
        final InetSocketAddress gateway = new Addresses(settings).gateway();
        final KeyFile.Key key =
                KeyFile.read(settings.file(SettingTable.KEYS, "keys")).get(0);
        final SessionFile file = SessionFile.open(settings.data().resolve("order-session"));
        final ClientSettings client = ClientSettings.of(
                        new ClientCredentials(key.id(), HOST_TAG, key.secret()), gateway)
                .withTimes(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(3));
        try {
            final OrderDesk desk =
                    new OrderDesk(file, file.connect(client, TIMEOUT, printer), key.firstAccount(), printer);
            desk.learnInstruments();
            return desk;
        } catch (final ClientException e) {
            throw new OperatorException(
                    ExitCode.DEPENDENCY_LOST,
                    "no session with the gateway at " + gateway + ": " + e.getMessage() + ".",
                    e);
        }
    }

    /**
     * Does what a line asks for, and waits for what comes back.
     *
     * @param line to do
     * @return whether it was answered in time
     * @throws IllegalArgumentException if it names what is not there; the message is for people
     */
    public boolean perform(final OrderLine line) {
        if (line instanceof OrderLine.New order) {
            return place(order);
        }
        if (line instanceof OrderLine.Mass mass) {
            return massCancel(mass);
        }
        return line instanceof OrderLine.Cancel cancel ? cancel(cancel) : replace((OrderLine.Replace) line);
    }

    /** {@return the symbols that can be traded} */
    public Iterable<String> symbols() {
        return instruments.values().stream()
                .map(ClientEvent.Instrument::symbol)
                .sorted()
                .toList();
    }

    /** Tells what has come in without being asked for. */
    public void drainEvents() {
        for (Optional<ClientEvent> event = client.await(Duration.ZERO);
                event.isPresent();
                event = client.await(Duration.ZERO)) {
            tell(event.get(), "");
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private boolean place(final OrderLine.New order) {
        final ClientEvent.Instrument instrument = instrument(order.symbol());
        final OrderForm terms = terms(order.words(), order.price(), instrument)
                .of(instrument.securityId(), account, order.side())
                .quantity(units(order.quantity(), instrument.quantityScale()));
        final long clOrdId = file.nextClOrdId();
        file.onOrder(clOrdId, new SessionFile.About(instrument.securityId(), order.side() == Side.Buy));
        return send(clOrdId, () -> client.newOrder(clOrdId, terms));
    }

    private boolean cancel(final OrderLine.Cancel cancel) {
        final SessionFile.About about = file.about(cancel.clOrdId());
        final long clOrdId = file.nextClOrdId();
        file.onOrder(clOrdId, about);
        return send(clOrdId, () -> client.cancel(clOrdId, cancel.clOrdId(), about.securityId(), side(about)));
    }

    private boolean replace(final OrderLine.Replace replace) {
        final SessionFile.About about = file.about(replace.clOrdId());
        final ClientEvent.Instrument instrument = instruments.get(about.securityId());
        final OrderForm terms = terms(replace.words(), replace.price(), instrument)
                .of(about.securityId(), account, side(about))
                .quantity(units(replace.quantity(), instrument.quantityScale()));
        final boolean isTotal = !replace.words().isOpen();
        final long clOrdId = file.nextClOrdId();
        file.onOrder(clOrdId, about);
        return send(clOrdId, () -> client.replace(clOrdId, replace.clOrdId(), terms, isTotal));
    }

    private boolean massCancel(final OrderLine.Mass mass) {
        final int securityId =
                mass.symbol().map(symbol -> instrument(symbol).securityId()).orElse(ClientSession.NO_SECURITY);
        final long clOrdId = file.nextClOrdId();
        return send(
                clOrdId,
                () -> client.massCancel(
                        clOrdId,
                        scope(mass),
                        securityId,
                        mass.account().orElse(ClientSession.NO_ID),
                        mass.side().orElse(null)));
    }

    /** The narrowest scope; what else was named narrows it further. */
    private static MassActionScope scope(final OrderLine.Mass mass) {
        if (mass.symbol().isPresent()) {
            return MassActionScope.AllOrdersForASecurity;
        }
        if (mass.account().isPresent()) {
            return MassActionScope.AllOrdersOfAnAccount;
        }
        return mass.side().isPresent() ? MassActionScope.AllOrdersOfASide : MassActionScope.AllOrders;
    }

    private static OrderForm terms(
            final OrderWords words, final Optional<BigDecimal> price, final ClientEvent.Instrument instrument) {
        final int scale = instrument.quantityScale();
        return new OrderForm()
                .kind(type(price.isPresent(), words.stop().isPresent()), words.timeInForce())
                .price(price.map(OrderDesk::mantissa).orElse(OrderForm.NO_PRICE))
                .stopPrice(words.stop().map(OrderDesk::mantissa).orElse(OrderForm.NO_PRICE))
                .displayQuantity(words.show().map(shown -> units(shown, scale)).orElse(OrderForm.NONE))
                .minQuantity(words.min().map(least -> units(least, scale)).orElse(OrderForm.NONE))
                .expireTimeNs(words.expireTime()
                        .map(time -> ChronoUnit.NANOS.between(Instant.EPOCH, time))
                        .orElse(OrderForm.NONE))
                .postOnly(words.isPostOnly());
    }

    private static OrdType type(final boolean hasPrice, final boolean hasStop) {
        if (hasStop) {
            return hasPrice ? OrdType.StopLimit : OrdType.Stop;
        }
        return hasPrice ? OrdType.Limit : OrdType.Market;
    }

    private ClientEvent.Instrument instrument(final String symbol) {
        return instruments.values().stream()
                .filter(candidate -> candidate.symbol().equalsIgnoreCase(symbol))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no instrument " + symbol + "; there are " + symbols()));
    }

    private boolean send(final long clOrdId, final LongSupplier sender) {
        final long startNs = System.nanoTime();
        final long number = sender.getAsLong();
        printer.accept("Sent: clOrdID " + clOrdId + ", message " + number);
        boolean isAnswered = false;
        while (System.nanoTime() - startNs < TIMEOUT.toNanos()) {
            final Optional<ClientEvent> event = client.await(isAnswered ? QUIET : TIMEOUT);
            if (event.isEmpty()) {
                return isAnswered;
            }
            tell(
                    event.get(),
                    String.format(Locale.ROOT, "  (%.2f ms)", (event.get().atNs() - startNs) / NS_PER_MS));
            isAnswered |= event.get() instanceof ClientEvent.Report report && report.clientNumber() == number;
            if (event.get() instanceof ClientEvent.NotApplied) {
                return false;
            }
        }
        return isAnswered;
    }

    private void tell(final ClientEvent event, final String latency) {
        if (event instanceof ClientEvent.Queued queued) {
            printer.accept("Queued: clOrdID " + queued.clOrdId() + ", on disk" + latency);
        } else if (event instanceof ClientEvent.Report report) {
            decoder.decode(report.message(), 0, report.message().capacity(), text);
            printer.accept(text.take() + latency);
            file.onReport(report.reportNumber());
        } else if (event instanceof ClientEvent.NotApplied refused) {
            printer.accept(
                    "Not applied: message " + refused.fromNumber() + ", " + describe(refused.reason()) + latency);
        } else if (event instanceof ClientEvent.ReportGap gap) {
            printer.accept("Missed " + gap.count() + " reports from number " + gap.fromNumber());
        } else if (event instanceof ClientEvent.Disconnected disconnected) {
            printer.accept("Disconnected: " + disconnected.reason());
        }
    }

    private static String describe(final NotAppliedReason reason) {
        return switch (reason) {
            case LogFull -> "the log is short of room: only cancels are taken for now";
            case Skipped -> "a message with a higher number came before it";
            case Dead -> "its number was given up before";
            default -> "the gateway gives a reason that this version doesn't know";
        };
    }

    private void learnInstruments() {
        client.securityList(1);
        final long deadlineNs = System.nanoTime() + TIMEOUT.toNanos();
        while (System.nanoTime() - deadlineNs < 0) {
            final Optional<ClientEvent> event = client.await(TIMEOUT);
            if (event.isPresent() && event.get() instanceof ClientEvent.Instrument instrument) {
                instruments.put(instrument.securityId(), instrument);
                if (instrument.isLast()) {
                    return;
                }
            } else {
                event.ifPresent(other -> tell(other, ""));
            }
        }
        throw new ClientException("the gateway does not tell its instruments");
    }

    private static Side side(final SessionFile.About about) {
        return about.isBuy() ? Side.Buy : Side.Sell;
    }

    private static long units(final BigDecimal quantity, final int scale) {
        return exact(quantity, scale, "quantity");
    }

    private static long mantissa(final BigDecimal price) {
        return exact(price, PRICE_DECIMALS, "price");
    }

    private static long exact(final BigDecimal number, final int decimals, final String name) {
        try {
            return number.movePointRight(decimals).longValueExact();
        } catch (final ArithmeticException e) {
            throw new IllegalArgumentException(name + " " + number + " has more than " + decimals + " decimals", e);
        }
    }
}
