-- Queries of the feature knowledge: answers that people look up.

-- name: knowledge_put
INSERT INTO knowledge (id, version, title, unit, matter, draft, live, over_at,
    changed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (id) DO UPDATE SET version = excluded.version,
    title = excluded.title, unit = excluded.unit, matter = excluded.matter,
    draft = excluded.draft, live = excluded.live, over_at = excluded.over_at,
    changed_at = excluded.changed_at;

-- name: knowledge_live_put
INSERT INTO knowledge_live (id, edition, title, question, answer, matter, place,
    basis, unit, valid_from, valid_until, published_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (id) DO UPDATE SET edition = excluded.edition,
    title = excluded.title, question = excluded.question,
    answer = excluded.answer, matter = excluded.matter, place = excluded.place,
    basis = excluded.basis, unit = excluded.unit,
    valid_from = excluded.valid_from, valid_until = excluded.valid_until,
    published_at = excluded.published_at;

-- name: knowledge_live_drop
DELETE FROM knowledge_live WHERE id = $1;

-- Newest change first, before ($1, $2). $3: of a unit; $4: draft; $5: live;
-- empty: any. $6: over by then, 0: whenever. $7: rows at most.
-- name: knowledge_list
SELECT id, title, unit, matter, draft, live, over_at, changed_at FROM knowledge
WHERE (changed_at < $1 OR (changed_at = $1 AND id < $2))
    AND ($3 = '' OR unit = $3) AND ($4 = '' OR draft = $4)
    AND ($5 = '' OR live = $5)
    AND ($6 = 0 OR (over_at > 0 AND over_at <= $6))
ORDER BY changed_at DESC, id DESC LIMIT $7;

-- What changes when an entry does: how many there are, and all versions.
-- name: knowledge_stamp
SELECT COUNT(*), COALESCE(SUM(version), 0) FROM knowledge;

-- All that may be looked up.
-- name: knowledge_live_all
SELECT id, edition, title, question, answer, matter, place, basis, unit,
    valid_from, valid_until, published_at
FROM knowledge_live ORDER BY published_at, id;

-- name: knowledge_use_put
INSERT INTO knowledge_use (number, round, knowledge_id, at)
VALUES ($1, $2, $3, $4)
ON CONFLICT (number, round) DO UPDATE SET knowledge_id = excluded.knowledge_id,
    at = excluded.at;

-- How many replies rest on an entry.
-- name: knowledge_used
SELECT COUNT(*) FROM knowledge_use WHERE knowledge_id = $1;
