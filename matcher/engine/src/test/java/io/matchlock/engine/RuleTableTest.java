package io.matchlock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.matchlock.engine.event.CancelReason;
import io.matchlock.engine.event.CancelReject;
import io.matchlock.engine.event.OrderReject;
import io.matchlock.engine.request.Codes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the tables of docs/matching.md say of reasons, codes and texts is what the enums say; docs/client.md has a remedy for each. */
final class RuleTableTest {
    private static final String NEW_ORDERS = "| # | rejected when | reason | 103 |";
    private static final String FIRST_RULES = "| rejected by version 1 when |";
    private static final String CANCELS = "| # | rejected when | reason | 102 |";
    private static final String REASONS = "| reason | 378 |";

    private static String number(final int code) {
        return code == Codes.NULL_U16 ? "–" : Integer.toString(code);
    }

    private static String row(final OrderReject reject) {
        return reject + " " + reject.ordRejReason() + " " + number(reject.refTagId()) + " " + reject.text();
    }

    private static String row(final List<String> cells, final int from) {
        return String.join(" ", cells.subList(from, cells.size()));
    }

    @Test
    void shouldHaveEachOrderRejectInATable() throws IOException {
        final Set<String> rows = new LinkedHashSet<>();
        for (final List<String> cells : RuleTables.table(NEW_ORDERS)) {
            rows.add(row(cells, 2));
        }
        for (final List<String> cells : RuleTables.table(FIRST_RULES)) {
            rows.add(row(cells, 1));
        }
        final Set<String> rejects = new LinkedHashSet<>();
        for (final OrderReject reject : OrderReject.values()) {
            rejects.add(row(reject));
        }
        assertEquals(rejects, rows);
    }

    @Test
    void shouldNumberTheChecksOfNewOrdersInTheOrderOfTheRejects() throws IOException {
        final List<String> rows = new ArrayList<>();
        for (final List<String> cells : RuleTables.table(NEW_ORDERS)) {
            rows.add(cells.get(0) + " " + cells.get(2));
        }
        final List<String> rejects = new ArrayList<>();
        for (final OrderReject reject : Arrays.copyOf(OrderReject.values(), rows.size() - 1)) {
            rejects.add(rejects.size() + 1 + " " + reject);
        }
        rejects.add("– " + OrderReject.ENGINE_BUSY);
        assertEquals(rejects, rows);
    }

    @Test
    void shouldHaveEachCancelRejectInATable() throws IOException {
        final Set<String> rows = new LinkedHashSet<>();
        for (final List<String> cells : RuleTables.table(CANCELS)) {
            if (!cells.get(2).isEmpty()) {
                rows.add(row(cells, 2));
            }
        }
        final Set<String> rejects = new LinkedHashSet<>();
        for (final CancelReject reject : CancelReject.values()) {
            rejects.add(reject + " " + reject.cxlRejReason() + " " + reject.text());
        }
        assertEquals(rejects, rows);
    }

    @Test
    void shouldHaveEachCancelReasonInATable() throws IOException {
        final Set<String> rows = new LinkedHashSet<>();
        for (final List<String> cells : RuleTables.table(REASONS)) {
            rows.add(cells.get(0) + " " + cells.get(1));
        }
        final Set<String> reasons = new LinkedHashSet<>();
        for (final CancelReason reason : CancelReason.values()) {
            reasons.add(reason + " " + (reason.code() == Codes.NULL_U16 ? "null" : reason.code()));
        }
        reasons.add("EXPIRED null");
        assertEquals(reasons, rows);
    }

    @Test
    void shouldHaveARemedyForEachReject() throws IOException {
        assertEquals(
                texts(OrderReject.values(), reject -> reject.ordRejReason() + " " + reject.text()),
                remedies("| 103 | texts |"));
        assertEquals(
                texts(CancelReject.values(), reject -> reject.cxlRejReason() + " " + reject.text()),
                remedies("| 102 | texts |"));
    }

    private static <T> Set<String> texts(final T[] rejects, final Function<T, String> text) {
        return Arrays.stream(rejects).map(text).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each code with each of the texts of its row. */
    private static Set<String> remedies(final String head) throws IOException {
        final Set<String> all = new TreeSet<>();
        for (final List<String> cells : RuleTables.remedies(head)) {
            for (final String text : cells.get(1).split("; ", -1)) {
                all.add(cells.get(0) + " " + text);
            }
        }
        return all;
    }
}
