-- What stops, icebergs, minimum quantities and expiring orders ask for, as accepted or as replaced last; null where an order does
-- not have it. A stop that was elected keeps its stop price here, its type is the one that it became. The cancel reason is FIX
-- 378 of a cancel that was not a plain request.
ALTER TABLE orders
    ADD COLUMN stop_price     numeric,
    ADD COLUMN display_qty    bigint,
    ADD COLUMN min_qty        bigint,
    ADD COLUMN expire_time_ns bigint,
    ADD COLUMN cancel_reason  smallint;

-- In an uncross nobody is the aggressor: its side is null, taker is the buyer and maker the seller.
ALTER TABLE trades ALTER COLUMN aggressor_side DROP NOT NULL;

-- Status is FIX 326, as it is now; tick_steps has price:size for each step beyond the base tick size.
ALTER TABLE instruments
    ADD COLUMN tick_steps             text     NOT NULL DEFAULT '',
    ADD COLUMN min_notional           bigint   NOT NULL DEFAULT 0,
    ADD COLUMN max_notional           bigint   NOT NULL DEFAULT 0,
    ADD COLUMN band_basis_points      integer  NOT NULL DEFAULT 0,
    ADD COLUMN halt_seconds           integer  NOT NULL DEFAULT 0,
    ADD COLUMN reference_price        numeric  NOT NULL DEFAULT 0,
    ADD COLUMN day_end_ns             bigint   NOT NULL DEFAULT 0,
    ADD COLUMN replace_loses_priority boolean  NOT NULL DEFAULT false,
    ADD COLUMN status                 smallint NOT NULL DEFAULT 17;
