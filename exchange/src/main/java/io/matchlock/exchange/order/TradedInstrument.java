package io.matchlock.exchange.order;

import io.matchlock.persister.store.DatabaseSettings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an instrument is called and counted in.
 *
 * @param symbol of it
 * @param quantityScale decimals of its quantities
 */
public record TradedInstrument(String symbol, int quantityScale) {
    private static final Logger LOG = LoggerFactory.getLogger(TradedInstrument.class);

    /**
     * Finds an instrument.
     *
     * @param database of the segment
     * @param securityId of the instrument
     * @return the instrument; one that is named by its id and has no decimals if the ledger does not know it or does not
     *     answer, as the cache may do
     */
    public static TradedInstrument find(final DatabaseSettings database, final int securityId) {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                PreparedStatement query = connection.prepareStatement(
                        "SELECT symbol, quantity_scale FROM instruments WHERE security_id = ?")) {
            query.setInt(1, securityId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new TradedInstrument(row.getString(1), row.getInt(2)) : unknown(securityId);
            }
        } catch (final SQLException e) {
            LOG.debug("no instrument", e);
            return unknown(securityId);
        }
    }

    private static TradedInstrument unknown(final int securityId) {
        return new TradedInstrument(
                "instrument " + Integer.toUnsignedString(securityId) + " (quantities in its smallest unit)", 0);
    }

    /** {@return a quantity as people write it} */
    String quantity(final long units) {
        final BigDecimal number = new BigDecimal(new BigInteger(Long.toUnsignedString(units)), quantityScale);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
