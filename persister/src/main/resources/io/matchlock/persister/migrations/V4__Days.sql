-- Orders, executions and trades are kept by day of the log: a partition for each day, in which a row stands by its entry. The day is
-- that of the market's time (the leader's ticks in the log), so it is the same whoever writes the ledger, and whenever. An order
-- stays in the partition of the day on which it was entered, whenever it changes.

DROP VIEW reports;
ALTER TABLE orders RENAME TO old_orders;
ALTER TABLE executions RENAME TO old_executions;
ALTER TABLE trades RENAME TO old_trades;

CREATE TABLE days (
    day             date     PRIMARY KEY,
    first_entry_id  bigint   NOT NULL,
    first_order_id  bigint   NOT NULL,
    is_migrated     boolean  NOT NULL DEFAULT false,
    detached_at     timestamptz
);

-- The report that accepted an order has no row of its own: report_number and exec_id are its, all else that it said stands in the
-- order. What the order's terms were then, before they were changed for the first time, is in entered_*.
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
    report_number   bigint,
    exec_id         bigint,
    session         integer  NOT NULL,
    security_id     integer  NOT NULL,
    day             date     NOT NULL,
    reject_reason   smallint,
    reject_tag      smallint,
    status          "char"   NOT NULL,
    side            "char"   NOT NULL,
    ord_type        "char"   NOT NULL,
    time_in_force   "char"   NOT NULL,
    price           numeric,
    notional        numeric  NOT NULL,
    avg_price       numeric  GENERATED ALWAYS AS (CASE WHEN cum_qty > 0 THEN notional / cum_qty END) ${generated},
    stop_price      numeric,
    display_qty     bigint,
    min_qty         bigint,
    expire_time_ns  bigint,
    cancel_reason   smallint,
    entered_cl_ord_id bigint,
    entered_qty     bigint,
    entered_price   numeric
) PARTITION BY LIST (day);

CREATE TABLE executions (
    session         integer  NOT NULL,
    day             date     NOT NULL,
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
) PARTITION BY LIST (day);

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
    day             date     NOT NULL,
    aggressor_side  "char",
    price           numeric  NOT NULL
) PARTITION BY LIST (day);

-- What an older build wrote stays as it is: one day, that of its first order, with a row in executions for each report.
DO $$
DECLARE
    first_day date;
    kept      text;
    partition text;
BEGIN
    SELECT (to_timestamp(receive_time_ns / 1000000000) AT TIME ZONE 'UTC')::date INTO first_day
      FROM old_orders ORDER BY order_id LIMIT 1;
    IF first_day IS NULL THEN
        SELECT (written_at AT TIME ZONE 'UTC')::date INTO first_day FROM checkpoint WHERE position > 0;
    END IF;
    IF first_day IS NULL THEN
        DROP TABLE old_orders, old_executions, old_trades;
        RETURN;
    END IF;
    FOREACH kept IN ARRAY ARRAY['orders', 'executions', 'trades'] LOOP
        partition := kept || to_char(first_day, '_YYYYMMDD');
        EXECUTE format('ALTER TABLE %I RENAME TO %I', 'old_' || kept, partition);
        EXECUTE format('ALTER INDEX %I RENAME TO %I', kept || '_by_entry', partition || '_by_entry');
        EXECUTE format('ALTER TABLE %I ADD COLUMN day date NOT NULL DEFAULT %L', partition, first_day);
        EXECUTE format('ALTER TABLE %I ALTER COLUMN day DROP DEFAULT', partition);
        IF kept = 'orders' THEN
            EXECUTE format('ALTER TABLE %I ADD COLUMN report_number bigint, ADD COLUMN exec_id bigint,'
                || ' ADD COLUMN entered_cl_ord_id bigint, ADD COLUMN entered_qty bigint,'
                || ' ADD COLUMN entered_price numeric', partition);
            EXECUTE format('ALTER INDEX orders_by_cl_ord_id RENAME TO %I', partition || '_by_cl_ord_id');
            EXECUTE format('ALTER INDEX orders_pkey RENAME TO %I', partition || '_pkey');
        ELSIF kept = 'trades' THEN
            EXECUTE format('ALTER INDEX trades_pkey RENAME TO %I', partition || '_pkey');
        END IF;
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%L)', kept, partition, first_day);
    END LOOP;
    INSERT INTO days (day, first_entry_id, first_order_id, is_migrated) VALUES (first_day, 1::bigint << 48, 1, true);
END $$;

-- The indexes of a day's partitions. Trades come in the order of their ids, so ranges of blocks find one.
CREATE FUNCTION index_day(opened date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    suffix text := to_char(opened, '_YYYYMMDD');
    parent text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['orders', 'executions', 'trades'] LOOP
        EXECUTE format('CREATE INDEX %I ON %I USING brin (entry_id)', parent || suffix || '_by_entry', parent || suffix);
    END LOOP;
    EXECUTE format('CREATE INDEX %I ON %I USING brin (trade_id)', 'trades' || suffix || '_by_trade_id', 'trades' || suffix);
    EXECUTE format('CREATE INDEX %I ON %I (session, cl_ord_id)', 'orders' || suffix || '_by_cl_ord_id', 'orders' || suffix);
END $$;

-- Makes the partitions of a day, whose tables are called after it. Attaching keeps neither readers nor writers away.
CREATE FUNCTION open_day(opened date, entry_id bigint, order_id bigint, is_indexed boolean) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    suffix text := to_char(opened, '_YYYYMMDD');
    parent text;
BEGIN
    INSERT INTO days (day, first_entry_id, first_order_id) VALUES (opened, entry_id, order_id) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    FOREACH parent IN ARRAY ARRAY['orders', 'executions', 'trades'] LOOP
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING GENERATED, CHECK (day = %L)) WITH (fillfactor = %s,'
            || ' autovacuum_vacuum_insert_scale_factor = 1, autovacuum_vacuum_insert_threshold = 5000000)',
            parent || suffix, parent, opened, CASE parent WHEN 'orders' THEN ${orders_fillfactor} ELSE 100 END);
        EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES IN (%L)', parent, parent || suffix, opened);
    END LOOP;
    EXECUTE format('ALTER TABLE %I ADD PRIMARY KEY (order_id)', 'orders' || suffix);
    IF is_indexed THEN
        PERFORM index_day(opened);
    END IF;
END $$;

-- Takes the rows of a day out of the ledger, into tables of schema "detached".
CREATE FUNCTION detach_day(gone date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    suffix text := to_char(gone, '_YYYYMMDD');
    parent text;
BEGIN
    CREATE SCHEMA IF NOT EXISTS detached;
    FOREACH parent IN ARRAY ARRAY['orders', 'executions', 'trades'] LOOP
        EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, parent || suffix);
        EXECUTE format('ALTER TABLE %I SET SCHEMA detached', parent || suffix);
    END LOOP;
    UPDATE days SET detached_at = now() WHERE day = gone;
END $$;

-- Each report that a client was told but for trades, with those that stand in their orders.
CREATE VIEW execution_reports AS
    SELECT session, day, ref_template, reason, report_number, entry_id, exec_id, order_id, cl_ord_id, orig_cl_ord_id,
           client_number, time_ns, qty, cum_qty, leaves_qty, reason_tag, kind, status, price
      FROM executions
    UNION ALL
    SELECT session, day, NULL, NULL, report_number, entry_id, exec_id, order_id, coalesce(entered_cl_ord_id, cl_ord_id), NULL,
           client_number, receive_time_ns, coalesce(entered_qty, qty), 0, coalesce(entered_qty, qty), NULL, '0'::"char",
           '0'::"char", CASE WHEN entered_qty IS NULL THEN price ELSE entered_price END
      FROM orders WHERE report_number IS NOT NULL;

-- Each report that a client was told, exactly once.
CREATE VIEW reports AS
    SELECT session, report_number, entry_id, kind, exec_id, order_id, NULL::bigint AS trade_id, client_number, price, qty, day
      FROM execution_reports
    UNION ALL
    SELECT taker_session, taker_report, entry_id, 'F'::"char", taker_exec_id, taker_order_id, trade_id, NULL, price, qty, day
      FROM trades
    UNION ALL
    SELECT maker_session, maker_report, entry_id, 'F'::"char", maker_exec_id, maker_order_id, trade_id, NULL, price, qty, day
      FROM trades;
