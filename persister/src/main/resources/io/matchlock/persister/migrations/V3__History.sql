-- Which log the rows are of: the segment's id, and the chain hash over all its orders entries up to the position. Null until
-- the first batch after this migration.
ALTER TABLE checkpoint
    ADD COLUMN segment_id uuid,
    ADD COLUMN chain_hash bigint;
