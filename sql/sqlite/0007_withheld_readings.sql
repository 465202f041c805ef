-- 0007: cases of which nothing is published, whatever their row says:
-- confidential, anonymous, reports of offences (举报), petitions, diverted,
-- merged, withdrawn, erased. The rule is in feature/appeal/appeal_rows.c. A
-- row only for these, so that an ordinary intake writes none.
CREATE TABLE appeal_withheld (
    number INTEGER PRIMARY KEY
) STRICT;

-- What an older folder holds is not published before `gongzhi rebuild`.
INSERT INTO appeal_withheld (number) SELECT number FROM appeal;
