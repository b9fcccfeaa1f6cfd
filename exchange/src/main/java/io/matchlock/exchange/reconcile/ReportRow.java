package io.matchlock.exchange.reconcile;

/** A report that is no trade, by the log or by Postgres. {@link #NULL} stands for null in every field. */
final class ReportRow {
    static final long NULL = Long.MIN_VALUE;

    int session;
    long reportNumber;
    long entryId;
    long kind;
    long execId;
    long orderId;
    long clOrdId;
    long origClOrdId;
    long clientNumber;
    long timeNs;
    long quantity;
    long cumQuantity;
    long leavesQuantity;
    long price;
    long status;
    long reason;
    long reasonTag;
    long refTemplate;

    /** Makes all but session and number null. */
    void clear() {
        entryId = NULL;
        kind = NULL;
        execId = NULL;
        orderId = NULL;
        clOrdId = NULL;
        origClOrdId = NULL;
        clientNumber = NULL;
        timeNs = NULL;
        quantity = NULL;
        cumQuantity = NULL;
        leavesQuantity = NULL;
        price = NULL;
        status = NULL;
        reason = NULL;
        reasonTag = NULL;
        refTemplate = NULL;
    }

    long hash() {
        long hash = Hash.mix(Hash.mix(Hash.SEED, entryId), kind);
        hash = Hash.mix(Hash.mix(hash, execId), orderId);
        hash = Hash.mix(Hash.mix(hash, clOrdId), origClOrdId);
        hash = Hash.mix(Hash.mix(hash, clientNumber), timeNs);
        hash = Hash.mix(Hash.mix(hash, quantity), cumQuantity);
        hash = Hash.mix(Hash.mix(hash, leavesQuantity), price);
        hash = Hash.mix(Hash.mix(hash, status), reason);
        return Hash.mix(Hash.mix(hash, reasonTag), refTemplate);
    }
}
