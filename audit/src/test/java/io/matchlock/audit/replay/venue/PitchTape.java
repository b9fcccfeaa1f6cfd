package io.matchlock.audit.replay.venue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of a PITCH file, with messages of another symbol in between. */
public final class PitchTape implements Tape {
    private static final long ID_BASE = 1_316_217_038_422_671_360L;

    public final List<String> lines = new ArrayList<>();

    public PitchTape() {
        line("sACME    ");
        line("HACME    T0XY");
        line("IACME    O00010000000000020000000000100000010000000001000000");
        line("JACME    O00010000000000020000");
        line("RACME    A");
    }

    @Override
    public void onNew(final RestingOrder order) {
        final String side = order.isBuy ? "B" : "S";
        final String shares = number(order.leaves, 6);
        final String price = number(order.price, 10);
        if (order.id % 3 == 0) {
            line("d" + id(order) + side + shares + "ACME    " + price + "YMPID");
        } else {
            line("A" + id(order) + side + shares + "ACME  " + price + "Y");
        }
        line("A" + base36(order.id) + side + shares + "OTHER " + price + "Y");
    }

    @Override
    public void onReduced(final RestingOrder order, final long size) {
        line("X" + id(order) + number(size, 6));
    }

    @Override
    public void onDeleted(final RestingOrder order) {
        line("X" + id(order) + number(order.leaves, 6));
        line("X" + base36(order.id) + number(order.leaves, 6));
    }

    @Override
    public void onExecuted(final RestingOrder order, final long size) {
        line("E" + id(order) + number(size, 6) + base36(lines.size()));
        line("E" + base36(order.id) + number(size, 6) + base36(lines.size()));
    }

    @Override
    public void onReplaceBegun(final RestingOrder old) {
        onDeleted(old);
    }

    @Override
    public void onReplaced(final RestingOrder old, final RestingOrder order) {
        onNew(order);
    }

    @Override
    public void onHidden(final RestingOrder near, final long size) {
        final String body = base36(lines.size()) + "B" + number(size, 6);
        line("P" + body + "ACME  " + number(near.price, 10) + base36(lines.size()));
        line("r" + body + "ACME    " + number(near.price, 10) + base36(lines.size()));
        line("B" + base36(lines.size()));
    }

    public void line(final String message) {
        final String begin = lines.size() % 2 == 0 ? "S" : "";
        lines.add(begin + number(34_200_000 + lines.size(), 8) + message);
    }

    private static String id(final RestingOrder order) {
        return base36(ID_BASE + order.id);
    }

    private static String base36(final long value) {
        final String digits = Long.toString(value, 36).toUpperCase(Locale.ROOT);
        return "0".repeat(12 - digits.length()) + digits;
    }

    private static String number(final long value, final int width) {
        return String.format(Locale.ROOT, "%0" + width + "d", value);
    }
}
