-- Reading the rows of some entries costs the same however long the ledger is. Blocks behind the last that an index of block ranges
-- has summarized are all read for each question, and a range was summarized no sooner than its table had grown by half. An order's
-- row moves when it changes, so that ranges of orders say little about entries: orders are found by their numbers.

CREATE OR REPLACE FUNCTION index_day(opened date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    suffix text := to_char(opened, '_YYYYMMDD');
    parent text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['orders', 'executions', 'trades'] LOOP
        EXECUTE format('CREATE INDEX %I ON %I USING brin (entry_id) WITH (autosummarize = on)',
            parent || suffix || '_by_entry', parent || suffix);
    END LOOP;
    EXECUTE format('CREATE INDEX %I ON %I USING brin (trade_id) WITH (autosummarize = on)',
        'trades' || suffix || '_by_trade_id', 'trades' || suffix);
    EXECUTE format('CREATE INDEX %I ON %I (session, cl_ord_id)', 'orders' || suffix || '_by_cl_ord_id', 'orders' || suffix);
END $$;

DO $$
DECLARE
    known regclass;
BEGIN
    FOR known IN
        SELECT i.oid::regclass FROM pg_class i JOIN pg_am m ON m.oid = i.relam
         WHERE m.amname = 'brin' AND i.relkind = 'i' AND i.relnamespace = current_schema()::regnamespace
    LOOP
        EXECUTE format('ALTER INDEX %s SET (autosummarize = on)', known);
        PERFORM brin_summarize_new_values(known);
    END LOOP;
END $$;

-- The reports that stand in their orders.
CREATE VIEW acceptances AS
    SELECT session, day, NULL::smallint AS ref_template, NULL::smallint AS reason, report_number, entry_id, exec_id, order_id,
           coalesce(entered_cl_ord_id, cl_ord_id) AS cl_ord_id, NULL::bigint AS orig_cl_ord_id, client_number,
           receive_time_ns AS time_ns, coalesce(entered_qty, qty) AS qty, 0::bigint AS cum_qty,
           coalesce(entered_qty, qty) AS leaves_qty, NULL::smallint AS reason_tag, '0'::"char" AS kind, '0'::"char" AS status,
           CASE WHEN entered_qty IS NULL THEN price ELSE entered_price END AS price
      FROM orders WHERE report_number IS NOT NULL;

-- Each report that a client was told but for trades: the same as before.
CREATE OR REPLACE VIEW execution_reports AS
    SELECT session, day, ref_template, reason, report_number, entry_id, exec_id, order_id, cl_ord_id, orig_cl_ord_id,
           client_number, time_ns, qty, cum_qty, leaves_qty, reason_tag, kind, status, price
      FROM executions
    UNION ALL
    SELECT session, day, ref_template, reason, report_number, entry_id, exec_id, order_id, cl_ord_id, orig_cl_ord_id,
           client_number, time_ns, qty, cum_qty, leaves_qty, reason_tag, kind, status, price
      FROM acceptances;
