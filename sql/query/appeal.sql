-- Queries of the feature appeal. One text for both databases; $1 parameters;
-- a name ending in _put, _add or _drop writes.

-- name: appeal_put
INSERT INTO appeal (number, id, version, stage, channel, kind, privacy, place,
    matter, level, lead, first_unit, hops, received_at, due_at, replied_at,
    closed_at, late, solved, satisfied, merged_into, source, code)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
    $17, $18, $19, $20, $21, $22, $23)
ON CONFLICT (number) DO UPDATE SET version = excluded.version,
    stage = excluded.stage, place = excluded.place, matter = excluded.matter,
    level = excluded.level, lead = excluded.lead,
    first_unit = excluded.first_unit, hops = excluded.hops,
    due_at = excluded.due_at, replied_at = excluded.replied_at,
    closed_at = excluded.closed_at, late = excluded.late,
    solved = excluded.solved, satisfied = excluded.satisfied,
    merged_into = excluded.merged_into;

-- name: appeal_source_add
INSERT INTO appeal_source (source, outside_id, number) VALUES ($1, $2, $3);

-- name: appeal_contact_add
INSERT INTO appeal_contact (number, contact) VALUES ($1, $2);

-- name: appeal_contact_drop
DELETE FROM appeal_contact WHERE number = $1;

-- name: appeal_withheld_add
INSERT INTO appeal_withheld (number) VALUES ($1) ON CONFLICT DO NOTHING;

-- name: appeal_withheld_drop
DELETE FROM appeal_withheld WHERE number = $1;

-- name: appeal_assisting_drop
DELETE FROM appeal_assisting WHERE number = $1;

-- name: appeal_assisting_add
INSERT INTO appeal_assisting (number, unit, due_at) VALUES ($1, $2, $3)
ON CONFLICT DO NOTHING;

-- name: appeal_assist_soon
SELECT a.id, s.due_at
FROM appeal_assisting AS s JOIN appeal AS a ON a.number = s.number
WHERE s.unit = $1 ORDER BY s.due_at LIMIT $2;

-- name: appeal_attachment_add
INSERT INTO appeal_attachment (file_id, number, erased) VALUES ($1, $2, $3)
ON CONFLICT (file_id) DO UPDATE SET erased = excluded.erased;

-- name: appeal_attachment
SELECT t.erased, a.id
FROM appeal_attachment AS t JOIN appeal AS a ON a.number = t.number
WHERE t.file_id = $1;

-- name: appeal_attention_put
INSERT INTO appeal_attention (number, degree) VALUES ($1, $2)
ON CONFLICT (number) DO UPDATE SET degree = excluded.degree;

-- name: appeal_any
SELECT number FROM appeal LIMIT 1;

-- name: appeal_by_number
SELECT id, code, received_at FROM appeal WHERE number = $1;

-- name: appeal_by_source
SELECT id, number FROM appeal
WHERE number = (SELECT number FROM appeal_source
                WHERE source = $1 AND outside_id = $2);

-- name: appeal_contact_all
SELECT number, contact FROM appeal_contact;

-- name: appeal_of_contact
SELECT a.id, a.code, a.matter, a.place, a.stage, a.received_at
FROM appeal_contact AS c JOIN appeal AS a ON a.number = c.number
WHERE c.number = $1 AND c.contact = $2;

-- name: appeal_lists_drop
DELETE FROM appeal_listed WHERE (lead, stage, due_at, number) IN (
    SELECT lead, stage, due_at, number FROM appeal_moved
    WHERE lead IS NOT NULL);

-- name: appeal_lists_add
INSERT INTO appeal_listed (lead, stage, due_at, number, level)
SELECT a.lead, a.stage, a.due_at, a.number, a.level
FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = m.number
ORDER BY 1, 2, 3, 4;

-- name: appeal_moved_drop
DELETE FROM appeal_moved;

-- name: appeal_inbox
SELECT a.number, a.code, a.stage, a.level, a.matter, a.place, a.lead,
    a.received_at, a.due_at, a.source
FROM (SELECT due_at, number FROM appeal_in_lists
      WHERE lead = $1 AND stage = $2 AND (due_at, number) > ($3, $4)
      ORDER BY due_at, number LIMIT $5) AS l
CROSS JOIN appeal AS a ON a.number = l.number ORDER BY l.due_at, l.number;

-- name: appeal_children
SELECT id FROM appeal WHERE merged_into = $1 ORDER BY number;

-- name: appeal_list
SELECT number, code, stage, level, matter, place, lead, received_at, due_at,
    source FROM appeal
WHERE number > $1 AND ($2 = '' OR stage = $2) AND ($3 = '' OR lead = $3)
    AND ($4 = '' OR level = $4)
ORDER BY number LIMIT $5;

-- name: appeal_last
SELECT COALESCE(MAX(number), 0) FROM appeal;

-- name: appeal_within
SELECT number, code, stage, level, matter, place, lead, received_at, due_at,
    source FROM appeal
WHERE number > $1 AND ($2 = '' OR stage = $2) AND ($3 = '' OR lead = $3)
    AND ($4 = '' OR level = $4) AND number <= $6
ORDER BY number LIMIT $5;

-- name: appeal_public
SELECT a.number, a.place, a.matter, a.stage, a.solved, a.received_at,
    a.replied_at, a.closed_at FROM appeal AS a
WHERE a.number > $1 AND a.number <= $2 AND a.matter <> ''
    AND a.privacy = 'open' AND a.kind <> 'report' AND NOT EXISTS
    (SELECT 1 FROM appeal_withheld AS w WHERE w.number = a.number)
ORDER BY a.number DESC;

-- name: appeal_due_soon
SELECT id, due_at FROM appeal
WHERE lead = $1 AND stage = $2 AND due_at > 0 ORDER BY due_at LIMIT $3;

-- name: appeal_all
SELECT id FROM appeal WHERE number > $1 ORDER BY number LIMIT $2;

-- name: appeal_stats
SELECT stage, COUNT(*) FROM appeal GROUP BY stage ORDER BY stage;

-- name: appeal_stats_level
SELECT level, COUNT(*) FROM appeal GROUP BY level ORDER BY level;

-- name: appeal_stats_rates
SELECT COUNT(*), SUM(replied_at > 0), SUM(replied_at > 0 AND late = 0),
    SUM(solved = 'yes'), SUM(solved <> ''), SUM(satisfied IN ('yes', 'mostly')),
    SUM(satisfied <> ''), SUM(hops > 1) FROM appeal;

-- name: appeal_stats_source
SELECT source, stage, COUNT(*) FROM appeal GROUP BY source, stage
ORDER BY source, stage;

-- name: appeal_solved_lately
SELECT matter, place, received_at, closed_at FROM appeal
WHERE number > $1 AND stage = 'closed' AND solved = 'yes'
    AND privacy = 'open' AND kind <> 'report' AND source = ''
ORDER BY number DESC LIMIT $2;

-- name: appeal_newest_number
SELECT COALESCE(MAX(number), 0) FROM appeal;

-- The open cases of units, by remaining time: $6 of them behind the key
-- ($3, $4), or before it; all begins behind (0, the greatest number). $1 is a unit, or '' for all; $2 a stage and $5 a
-- level, or ''. A case without a term comes last, as if it were due in 128,700
-- years. The two halves of appeal_in_lists are written out: of the lists no
-- more is read than a page can take of each unit and stage (edges), and nothing
-- of those that have no case of the level.

-- name: appeal_desk
WITH units (lead) AS (
    SELECT $1 WHERE $1 <> ''
    UNION SELECT lead FROM appeal_open WHERE $1 = '' AND lead <> ''
), stages (stage) AS (
    SELECT stage FROM appeal_open_stage WHERE $2 = '' OR stage = $2
), edges (lead, stage, due, number) AS MATERIALIZED (
    SELECT u.lead, s.stage,
        COALESCE((SELECT x.due_at FROM appeal_listed AS x
            WHERE x.lead = u.lead AND x.stage = s.stage
                AND ($5 = '' OR x.level = $5)
                AND (x.due_at, x.number) > ($3, $4)
                AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m
                    WHERE m.number = x.number)
            ORDER BY x.due_at, x.number LIMIT 1 OFFSET $6),
            4000000000000000),
        COALESCE((SELECT x.number FROM appeal_listed AS x
            WHERE x.lead = u.lead AND x.stage = s.stage
                AND ($5 = '' OR x.level = $5)
                AND (x.due_at, x.number) > ($3, $4)
                AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m
                    WHERE m.number = x.number)
            ORDER BY x.due_at, x.number LIMIT 1 OFFSET $6),
            0)
    FROM units AS u CROSS JOIN stages AS s
    WHERE $5 = '' OR EXISTS (SELECT 1 FROM appeal_open AS o
        WHERE o.lead = u.lead AND o.stage = s.stage AND o.level = $5)
), desk (number, due) AS (
    SELECT l.number, l.due_at FROM edges AS e CROSS JOIN appeal_listed AS l
    WHERE l.lead = e.lead AND l.stage = e.stage
        AND ($5 = '' OR l.level = $5)
        AND (l.due_at, l.number) > ($3, $4)
        AND (l.due_at, l.number) <= (e.due, e.number)
        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m
            WHERE m.number = l.number)
    UNION ALL
    SELECT l.number, 4000000000000000
    FROM edges AS e CROSS JOIN appeal_listed AS l
    WHERE l.lead = e.lead AND l.stage = e.stage
        AND ($5 = '' OR l.level = $5)
        AND l.due_at = 0
        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m
            WHERE m.number = l.number)
    UNION ALL
    SELECT a.number, CASE a.due_at WHEN 0 THEN 4000000000000000
        ELSE a.due_at END
    FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = m.number
    WHERE a.lead IN (SELECT lead FROM units)
        AND a.stage IN (SELECT stage FROM stages)
        AND ($5 = '' OR a.level = $5)
), page (number, due) AS (
    SELECT d.number, d.due FROM desk AS d
    WHERE (d.due, d.number) > ($3, $4)
    ORDER BY d.due, d.number LIMIT $6
)
SELECT p.due, p.number, a.id, a.code, a.matter, a.place, a.level, a.stage,
    a.lead, a.received_at, COALESCE(t.degree, 0)
FROM page AS p JOIN appeal AS a ON a.number = p.number
LEFT JOIN appeal_attention AS t ON t.number = p.number
ORDER BY p.due, p.number;

-- name: appeal_desk_back
WITH units (lead) AS (
    SELECT $1 WHERE $1 <> ''
    UNION SELECT lead FROM appeal_open WHERE $1 = '' AND lead <> ''
), stages (stage) AS (
    SELECT stage FROM appeal_open_stage WHERE $2 = '' OR stage = $2
), edges (lead, stage, due, number) AS MATERIALIZED (
    SELECT u.lead, s.stage,
        COALESCE((SELECT x.due_at FROM appeal_listed AS x
            WHERE x.lead = u.lead AND x.stage = s.stage
                AND ($5 = '' OR x.level = $5)
                AND x.due_at > 0 AND (x.due_at, x.number) < ($3, $4)
                AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m
                    WHERE m.number = x.number)
            ORDER BY x.due_at DESC, x.number DESC LIMIT 1 OFFSET $6),
            0),
        COALESCE((SELECT x.number FROM appeal_listed AS x
            WHERE x.lead = u.lead AND x.stage = s.stage
                AND ($5 = '' OR x.level = $5)
                AND x.due_at > 0 AND (x.due_at, x.number) < ($3, $4)
                AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m
                    WHERE m.number = x.number)
            ORDER BY x.due_at DESC, x.number DESC LIMIT 1 OFFSET $6),
            0)
    FROM units AS u CROSS JOIN stages AS s
    WHERE $5 = '' OR EXISTS (SELECT 1 FROM appeal_open AS o
        WHERE o.lead = u.lead AND o.stage = s.stage AND o.level = $5)
), desk (number, due) AS (
    SELECT l.number, l.due_at FROM edges AS e CROSS JOIN appeal_listed AS l
    WHERE l.lead = e.lead AND l.stage = e.stage
        AND ($5 = '' OR l.level = $5)
        AND l.due_at > 0
        AND (l.due_at, l.number) < ($3, $4)
        AND (l.due_at, l.number) >= (e.due, e.number)
        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m
            WHERE m.number = l.number)
    UNION ALL
    SELECT l.number, 4000000000000000
    FROM edges AS e CROSS JOIN appeal_listed AS l
    WHERE l.lead = e.lead AND l.stage = e.stage
        AND ($5 = '' OR l.level = $5)
        AND l.due_at = 0
        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m
            WHERE m.number = l.number)
    UNION ALL
    SELECT a.number, CASE a.due_at WHEN 0 THEN 4000000000000000
        ELSE a.due_at END
    FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = m.number
    WHERE a.lead IN (SELECT lead FROM units)
        AND a.stage IN (SELECT stage FROM stages)
        AND ($5 = '' OR a.level = $5)
), page (number, due) AS (
    SELECT d.number, d.due FROM desk AS d
    WHERE (d.due, d.number) < ($3, $4)
    ORDER BY d.due DESC, d.number DESC LIMIT $6
)
SELECT p.due, p.number, a.id, a.code, a.matter, a.place, a.level, a.stage,
    a.lead, a.received_at, COALESCE(t.degree, 0)
FROM page AS p JOIN appeal AS a ON a.number = p.number
LEFT JOIN appeal_attention AS t ON t.number = p.number
ORDER BY p.due DESC, p.number DESC;

-- What is open, late at $4 and due from then to $5; a case that is paused is
-- neither. The counts go by the hour: of the hour that runs, the cases that
-- are late already are found one by one.
-- name: appeal_desk_count
WITH units (lead) AS (
    SELECT $1 WHERE $1 <> ''
    UNION SELECT lead FROM appeal_open WHERE $1 = '' AND lead <> ''
), counted (all_n, late_n, today_n) AS (
    SELECT COALESCE(SUM(o.n), 0),
        COALESCE(SUM(CASE WHEN o.stage <> 'paused' AND o.due_hour > 0
            AND o.due_hour < $4 / 3600000 THEN o.n END), 0),
        COALESCE(SUM(CASE WHEN o.stage <> 'paused'
            AND o.due_hour >= $4 / 3600000
            AND o.due_hour <= $5 / 3600000 THEN o.n END), 0)
    FROM appeal_open AS o
    WHERE o.lead IN (SELECT lead FROM units) AND ($2 = '' OR o.stage = $2)
        AND ($3 = '' OR o.level = $3)
), just (number) AS (
    SELECT l.number FROM units AS u CROSS JOIN appeal_open_stage AS s
    CROSS JOIN appeal_listed AS l ON l.lead = u.lead AND l.stage = s.stage
        AND l.due_at >= $4 / 3600000 * 3600000 AND l.due_at < $4
    WHERE s.stage <> 'paused' AND ($2 = '' OR s.stage = $2)
        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m
            WHERE m.number = l.number)
    UNION ALL
    SELECT a.number
    FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = m.number
    WHERE a.due_at >= $4 / 3600000 * 3600000 AND a.due_at < $4
        AND a.lead IN (SELECT lead FROM units) AND ($2 = '' OR a.stage = $2)
        AND a.stage IN (SELECT stage FROM appeal_open_stage
            WHERE stage <> 'paused')
), late (n) AS (
    SELECT COUNT(*) FROM just AS j
    WHERE $3 = '' OR $3 = (SELECT level FROM appeal AS a
        WHERE a.number = j.number)
)
SELECT c.all_n, c.late_n + l.n, c.today_n - l.n
FROM counted AS c CROSS JOIN late AS l;

-- Cases that no unit has: a person must place or dispatch them. $1 is a
-- matter, '-' for those that have none yet, '' for all; $2 a street or ''.
-- $3 is 1 for the oldest first and -1 for the newest; $4 the last number that
-- was seen, times $3.

-- name: appeal_unplaced
SELECT l.number, a.id FROM appeal_in_lists AS l
CROSS JOIN appeal AS a ON a.number = l.number
WHERE l.lead = '' AND l.stage IN ('queued', 'placed')
    AND ($1 = '' OR a.matter = $1 OR ($1 = '-' AND a.matter = ''))
    AND SUBSTR(a.place, 1, LENGTH($2)) = $2 AND l.number * $3 > $4
ORDER BY l.number * $3 LIMIT $5;

-- name: appeal_unplaced_count
SELECT COUNT(*) FROM appeal_in_lists AS l
CROSS JOIN appeal AS a ON a.number = l.number
WHERE l.lead = '' AND l.stage IN ('queued', 'placed')
    AND ($1 = '' OR a.matter = $1 OR ($1 = '-' AND a.matter = ''))
    AND SUBSTR(a.place, 1, LENGTH($2)) = $2;

-- The unit with the most cases in work; for the fictional city.
-- name: appeal_busiest_lead
SELECT lead FROM appeal WHERE stage = 'handling' AND lead <> ''
GROUP BY lead ORDER BY COUNT(*) DESC, lead LIMIT 1;
