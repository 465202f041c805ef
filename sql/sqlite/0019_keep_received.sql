-- 0019: what is kept from its receipt on is found by its day; until now all
-- that was not yet due was read each night.
CREATE INDEX appeal_keep_contact_received ON appeal_keep (regime, received_at)
    WHERE contact = 1 AND held = 0;
CREATE INDEX appeal_keep_texts_received ON appeal_keep (regime, received_at)
    WHERE held = 0;
