package io.matchlock.engine;

import io.matchlock.engine.book.Books;
import io.matchlock.engine.event.Order;
import io.matchlock.engine.event.OrderVisitor;
import io.matchlock.engine.handle.BookSide;
import io.matchlock.engine.order.OrderTable;
import io.matchlock.engine.rules.Prices;
import io.matchlock.engine.state.EngineState;

/** Goes through all books as a match would: side by side, level by level from the best, order by order from the first. */
final class BookWalk {
    private final EngineState state;
    private final Prices prices;
    private final Order view;

    BookWalk(final EngineState state) {
        this.state = state;
        prices = new Prices(state);
        view = new Order(state);
    }

    void walk(final OrderVisitor visitor) {
        for (int instrument = 1; instrument <= state.instruments().count(); instrument++) {
            walk(Books.bookSide(instrument, true), visitor);
            walk(Books.bookSide(instrument, false), visitor);
            walk(Books.stopSide(instrument, true), visitor);
            walk(Books.stopSide(instrument, false), visitor);
        }
    }

    private void walk(final @BookSide int side, final OrderVisitor visitor) {
        final Books books = state.books();
        final OrderTable orders = state.orders();
        for (long level = books.best(side); level != 0; level = books.worse(level)) {
            for (long order = books.first(level); order != 0; order = orders.after(order)) {
                visitor.onOrder(view.at(order, prices.limit(order)));
            }
        }
    }
}
