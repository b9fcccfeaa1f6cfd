-- One database holds one segment. Quantities are in the instrument's smallest unit, times are ns UTC, prices are
-- exact. Ids that clients choose are unsigned 64 bits and stand here as signed ones: unsigned_id() shows them.
-- Codes of type "char" are FIX's.

CREATE FUNCTION unsigned_id(id bigint) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE WHEN id < 0 THEN id::numeric + 18446744073709551616 ELSE id::numeric END;

CREATE FUNCTION entry_text(entry_id bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (entry_id >> 48)::text || '-' || (entry_id & 281474976710655)::text;

CREATE TABLE instruments (
    security_id     integer  PRIMARY KEY,
    symbol          text     NOT NULL,
    price_scale     smallint NOT NULL,
    quantity_scale  smallint NOT NULL,
    tick_size       numeric  NOT NULL,
    lot_size        bigint   NOT NULL,
    min_qty         bigint   NOT NULL,
    max_qty         bigint   NOT NULL,
    low_limit       numeric  NOT NULL,
    high_limit      numeric  NOT NULL,
    entry_id        bigint   NOT NULL
);

CREATE TABLE sessions (
    session         integer  PRIMARY KEY,
    entry_id        bigint   NOT NULL,
    session_id      uuid     NOT NULL,
    access_key      text     NOT NULL,
    negotiated_ns   bigint   NOT NULL
);

CREATE TABLE orders (
    order_id        bigint   NOT NULL,
    entry_id        bigint   NOT NULL,
    last_entry_id   bigint   NOT NULL,
    cl_ord_id       bigint   NOT NULL,
    client_number   bigint   NOT NULL,
    receive_time_ns bigint   NOT NULL,
    qty             bigint   NOT NULL,
    cum_qty         bigint   NOT NULL,
    leaves_qty      bigint   NOT NULL,
    account         bigint   NOT NULL,
    session         integer  NOT NULL,
    security_id     integer  NOT NULL,
    reject_reason   smallint,
    reject_tag      smallint,
    status          "char"   NOT NULL,
    side            "char"   NOT NULL,
    ord_type        "char"   NOT NULL,
    time_in_force   "char"   NOT NULL,
    price           numeric,
    notional        numeric  NOT NULL,
    avg_price       numeric  GENERATED ALWAYS AS (CASE WHEN cum_qty > 0 THEN notional / cum_qty END) ${generated},
    CONSTRAINT orders_pkey PRIMARY KEY (order_id)
) WITH (fillfactor = ${orders_fillfactor},
    autovacuum_vacuum_insert_scale_factor = 1, autovacuum_vacuum_insert_threshold = 5000000);

CREATE INDEX orders_by_cl_ord_id ON orders (session, cl_ord_id);
CREATE INDEX orders_by_entry ON orders USING brin (entry_id);

-- What clients were told, but for trades: FIX 150 in kind, '9' cancel reject, 'j' business reject, 'Z' mass action.
-- (session, report_number) is unique without an index that says so: it would double the cost of a row, and a batch that
-- came twice would break the keys of orders and trades, and before them the checkpoint.
CREATE TABLE executions (
    session         integer  NOT NULL,
    ref_template    smallint,
    reason          smallint,
    report_number   bigint   NOT NULL,
    entry_id        bigint   NOT NULL,
    exec_id         bigint,
    order_id        bigint,
    cl_ord_id       bigint,
    orig_cl_ord_id  bigint,
    client_number   bigint,
    time_ns         bigint   NOT NULL,
    qty             bigint,
    cum_qty         bigint,
    leaves_qty      bigint,
    reason_tag      smallint,
    kind            "char"   NOT NULL,
    status          "char",
    price           numeric
) WITH (autovacuum_vacuum_insert_scale_factor = 1, autovacuum_vacuum_insert_threshold = 5000000);

CREATE INDEX executions_by_entry ON executions USING brin (entry_id);

-- One row holds a trade and both reports of it.
CREATE TABLE trades (
    trade_id        bigint   NOT NULL,
    entry_id        bigint   NOT NULL,
    time_ns         bigint   NOT NULL,
    qty             bigint   NOT NULL,
    taker_order_id  bigint   NOT NULL,
    maker_order_id  bigint   NOT NULL,
    taker_report    bigint   NOT NULL,
    maker_report    bigint   NOT NULL,
    taker_exec_id   bigint   NOT NULL,
    maker_exec_id   bigint   NOT NULL,
    taker_session   integer  NOT NULL,
    maker_session   integer  NOT NULL,
    security_id     integer  NOT NULL,
    aggressor_side  "char"   NOT NULL,
    price           numeric  NOT NULL,
    CONSTRAINT trades_pkey PRIMARY KEY (trade_id)
) WITH (autovacuum_vacuum_insert_scale_factor = 1, autovacuum_vacuum_insert_threshold = 5000000);

CREATE INDEX trades_by_entry ON trades USING brin (entry_id);

CREATE TABLE checkpoint (
    segment         text     PRIMARY KEY,
    position        bigint   NOT NULL,
    epoch           bigint   GENERATED ALWAYS AS (position >> 48) STORED,
    sequence        bigint   GENERATED ALWAYS AS (position & 281474976710655) STORED,
    written_at      timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 10);

-- Each report that a client was told, exactly once.
CREATE VIEW reports AS
    SELECT session, report_number, entry_id, kind, exec_id, order_id, NULL::bigint AS trade_id, client_number, price, qty
      FROM executions
    UNION ALL
    SELECT taker_session, taker_report, entry_id, 'F'::"char", taker_exec_id, taker_order_id, trade_id, NULL, price, qty
      FROM trades
    UNION ALL
    SELECT maker_session, maker_report, entry_id, 'F'::"char", maker_exec_id, maker_order_id, trade_id, NULL, price, qty
      FROM trades;
