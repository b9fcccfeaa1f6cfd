package io.matchlock.exchange.reconcile;

/** A trade with both its reports, by the log or by Postgres. */
final class TradeRow {
    /** Nobody was the aggressor: an uncross, where taker is the buyer. */
    static final byte NO_SIDE = 0;

    long tradeId;
    long entryId;
    long timeNs;
    long quantity;
    long price;
    long takerOrderId;
    long makerOrderId;
    long takerReport;
    long makerReport;
    long takerExecId;
    long makerExecId;
    int takerSession;
    int makerSession;
    int securityId;
    byte aggressorSide;

    long hash() {
        long hash = Hash.mix(Hash.mix(Hash.SEED, entryId), timeNs);
        hash = Hash.mix(Hash.mix(hash, quantity), price);
        hash = Hash.mix(Hash.mix(hash, takerOrderId), makerOrderId);
        hash = Hash.mix(Hash.mix(hash, takerReport), makerReport);
        hash = Hash.mix(Hash.mix(hash, takerExecId), makerExecId);
        hash = Hash.mix(Hash.mix(hash, takerSession), makerSession);
        return Hash.mix(Hash.mix(hash, securityId), aggressorSide);
    }
}
