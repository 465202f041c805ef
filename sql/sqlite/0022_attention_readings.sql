-- 0022: what words of the rulebook found in what citizens wrote.

CREATE TABLE appeal_attention (
    number INTEGER PRIMARY KEY,
    degree INTEGER NOT NULL -- 1 to 3; 0: all was set aside
) STRICT;
