/* From sql/ by tools/gen_sql; do not edit. */
#include "store/gen/queries.h"

const struct query_text query_texts[QUERY_COUNT] = {
    { "access_read_add",
      "INSERT INTO access_read (hour, case_id, account, role, unit, purpose, "
      "relation,\n"
      "    fields)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)\n"
      "ON CONFLICT DO NOTHING;\n",
      true },
    { "access_export_add",
      "INSERT INTO access_export (taken_at, mark, account, role, unit, rows)\n"
      "VALUES ($1, $2, $3, $4, $5, $6)\n"
      "ON CONFLICT DO NOTHING;\n",
      true },
    { "access_flag_add",
      "INSERT INTO access_flag (day, why, account, role, unit, case_id, n)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7)\n"
      "ON CONFLICT DO NOTHING;\n",
      true },
    { "access_look_add",
      "INSERT INTO access_look (day, readers, flags) VALUES ($1, $2, $3)\n"
      "ON CONFLICT DO NOTHING;\n",
      true },
    { "access_looked",
      "SELECT day FROM access_look ORDER BY day DESC LIMIT 1;\n", false },
    { "access_of_case",
      "SELECT hour, account, role, unit, purpose, fields FROM access_read\n"
      "WHERE case_id = $1 ORDER BY hour DESC, account, purpose LIMIT $2;\n",
      false },
    { "access_find",
      "SELECT r.hour, r.case_id, r.account, r.role, r.unit, r.purpose, "
      "r.relation,\n"
      "    r.fields, a.code, q.kind\n"
      "FROM access_read r LEFT JOIN appeal a ON a.id = r.case_id\n"
      "    LEFT JOIN request q ON q.id = r.case_id\n"
      "WHERE r.hour >= $1 AND r.hour < $2 AND ($3 = '' OR r.account = $3)\n"
      "    AND ($4 IS NULL OR r.case_id = $4)\n"
      "ORDER BY r.hour DESC, r.account, r.case_id, r.purpose LIMIT $5;\n",
      false },
    { "access_flags",
      "SELECT f.day, f.why, f.account, f.role, f.unit, f.case_id, f.n, a.code, "
      "q.kind\n"
      "FROM access_flag f LEFT JOIN appeal a ON a.id = f.case_id\n"
      "    LEFT JOIN request q ON q.id = f.case_id\n"
      "WHERE ($1 = '' OR f.account = $1)\n"
      "ORDER BY f.day DESC, f.why, f.account, f.case_id LIMIT $2;\n",
      false },
    { "access_exports",
      "SELECT taken_at, mark, account, role, unit, rows FROM access_export\n"
      "WHERE ($1 = '' OR account = $1) ORDER BY taken_at DESC, mark LIMIT "
      "$2;\n",
      false },
    { "access_marks",
      "SELECT mark, account, role, unit, max(taken_at) FROM access_export\n"
      "GROUP BY mark, account, role, unit ORDER BY mark;\n",
      false },
    { "access_many_hour",
      "SELECT account, role, unit, max(n) FROM (\n"
      "    SELECT account, role, unit, hour, count(DISTINCT case_id) AS n\n"
      "    FROM access_read WHERE hour >= $1 AND hour < $2\n"
      "    GROUP BY account, role, unit, hour HAVING count(DISTINCT case_id) > "
      "$3\n"
      ") AS hours GROUP BY account, role, unit ORDER BY account, role, unit;\n",
      false },
    { "access_many_day",
      "SELECT account, role, unit, count(DISTINCT case_id)\n"
      "FROM access_read WHERE hour >= $1 AND hour < $2\n"
      "GROUP BY account, role, unit HAVING count(DISTINCT case_id) > $3\n"
      "ORDER BY account, role, unit;\n",
      false },
    { "access_outside",
      "SELECT account, role, unit, count(DISTINCT case_id), min(case_id)\n"
      "FROM access_read WHERE hour >= $1 AND hour < $2 AND relation = 'any'\n"
      "GROUP BY account, role, unit ORDER BY account, role, unit;\n",
      false },
    { "access_accounts",
      "SELECT account, max(unit) FROM access_read WHERE hour >= $1 AND hour < "
      "$2\n"
      "GROUP BY account ORDER BY account;\n",
      false },
    { "access_who",
      "SELECT DISTINCT account, role, unit FROM access_read\n"
      "WHERE case_id = $1 AND hour >= $2 AND hour < $3 ORDER BY account, role, "
      "unit;\n",
      false },
    { "appeal_reported_add",
      "INSERT INTO appeal_reported (unit, number) VALUES ($1, $2)\n"
      "ON CONFLICT DO NOTHING;\n",
      true },
    { "appeal_reported_within",
      "SELECT number FROM appeal_reported\n"
      "WHERE unit = $1 AND number >= $2 AND number <= $3 ORDER BY number;\n",
      false },
    { "account_put",
      "INSERT INTO account (account, version, kind, state, rights, factors)\n"
      "VALUES ($1, $2, $3, $4, $5, $6)\n"
      "ON CONFLICT (account) DO UPDATE SET version = excluded.version,\n"
      "    kind = excluded.kind, state = excluded.state, rights = "
      "excluded.rights,\n"
      "    factors = excluded.factors;\n",
      true },
    { "account_grants_drop", "DELETE FROM account_grant WHERE account = $1;\n",
      true },
    { "account_grant_add",
      "INSERT INTO account_grant (account, role, unit) VALUES ($1, $2, $3);\n",
      true },
    { "account_case_add",
      "INSERT INTO account_case (account, case_id) VALUES ($1, $2)\n"
      "ON CONFLICT (account, case_id) DO NOTHING;\n",
      true },
    { "account_find",
      "SELECT kind, state, rights, factors FROM account WHERE account = $1;\n",
      false },
    { "account_grants",
      "SELECT role, unit FROM account_grant WHERE account = $1 ORDER BY role, "
      "unit;\n",
      false },
    { "account_cases", "SELECT case_id FROM account_case WHERE account = $1;\n",
      false },
    { "account_list",
      "SELECT account, kind, state, factors FROM account\n"
      "WHERE account > $1 AND ($2 = '' OR kind = $2) ORDER BY account LIMIT "
      "$3;\n",
      false },
    { "account_role_count",
      "SELECT COUNT(*) FROM account_grant\n"
      "JOIN account ON account.account = account_grant.account\n"
      "WHERE role = $1 AND state = 'open' AND factors > 0;\n",
      false },
    { "account_search",
      "SELECT account, kind, state, factors FROM account\n"
      "WHERE account > $1 AND substr(account, 1, length($2)) = $2\n"
      "  AND ($3 = '' OR EXISTS (SELECT 1 FROM account_grant\n"
      "    WHERE account_grant.account = account.account AND role = $3))\n"
      "ORDER BY account LIMIT $4;\n",
      false },
    { "appeal_put",
      "INSERT INTO appeal (number, id, version, stage, channel, kind, privacy, "
      "place,\n"
      "    matter, level, lead, first_unit, hops, received_at, due_at, "
      "replied_at,\n"
      "    closed_at, late, solved, satisfied, merged_into, source, code)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
      "$15, $16,\n"
      "    $17, $18, $19, $20, $21, $22, $23)\n"
      "ON CONFLICT (number) DO UPDATE SET version = excluded.version,\n"
      "    stage = excluded.stage, place = excluded.place, matter = "
      "excluded.matter,\n"
      "    level = excluded.level, lead = excluded.lead,\n"
      "    first_unit = excluded.first_unit, hops = excluded.hops,\n"
      "    due_at = excluded.due_at, replied_at = excluded.replied_at,\n"
      "    closed_at = excluded.closed_at, late = excluded.late,\n"
      "    solved = excluded.solved, satisfied = excluded.satisfied,\n"
      "    merged_into = excluded.merged_into;\n",
      true },
    { "appeal_source_add",
      "INSERT INTO appeal_source (source, outside_id, number) VALUES ($1, $2, "
      "$3);\n",
      true },
    { "appeal_contact_add",
      "INSERT INTO appeal_contact (number, contact) VALUES ($1, $2);\n", true },
    { "appeal_contact_drop", "DELETE FROM appeal_contact WHERE number = $1;\n",
      true },
    { "appeal_withheld_add",
      "INSERT INTO appeal_withheld (number) VALUES ($1) ON CONFLICT DO "
      "NOTHING;\n",
      true },
    { "appeal_withheld_drop",
      "DELETE FROM appeal_withheld WHERE number = $1;\n", true },
    { "appeal_assisting_drop",
      "DELETE FROM appeal_assisting WHERE number = $1;\n", true },
    { "appeal_assisting_add",
      "INSERT INTO appeal_assisting (number, unit, due_at) VALUES ($1, $2, "
      "$3)\n"
      "ON CONFLICT DO NOTHING;\n",
      true },
    { "appeal_assist_soon",
      "SELECT a.id, s.due_at\n"
      "FROM appeal_assisting AS s JOIN appeal AS a ON a.number = s.number\n"
      "WHERE s.unit = $1 ORDER BY s.due_at LIMIT $2;\n",
      false },
    { "appeal_attachment_add",
      "INSERT INTO appeal_attachment (file_id, number, erased) VALUES ($1, $2, "
      "$3)\n"
      "ON CONFLICT (file_id) DO UPDATE SET erased = excluded.erased;\n",
      true },
    { "appeal_attachment",
      "SELECT t.erased, a.id\n"
      "FROM appeal_attachment AS t JOIN appeal AS a ON a.number = t.number\n"
      "WHERE t.file_id = $1;\n",
      false },
    { "appeal_attention_put",
      "INSERT INTO appeal_attention (number, degree) VALUES ($1, $2)\n"
      "ON CONFLICT (number) DO UPDATE SET degree = excluded.degree;\n",
      true },
    { "appeal_any", "SELECT number FROM appeal LIMIT 1;\n", false },
    { "appeal_by_number",
      "SELECT id, code, received_at FROM appeal WHERE number = $1;\n", false },
    { "appeal_by_source",
      "SELECT id, number FROM appeal\n"
      "WHERE number = (SELECT number FROM appeal_source\n"
      "                WHERE source = $1 AND outside_id = $2);\n",
      false },
    { "appeal_contact_all", "SELECT number, contact FROM appeal_contact;\n",
      false },
    { "appeal_of_contact",
      "SELECT a.id, a.code, a.matter, a.place, a.stage, a.received_at\n"
      "FROM appeal_contact AS c JOIN appeal AS a ON a.number = c.number\n"
      "WHERE c.number = $1 AND c.contact = $2;\n",
      false },
    { "appeal_lists_drop",
      "DELETE FROM appeal_listed WHERE (lead, stage, due_at, number) IN (\n"
      "    SELECT lead, stage, due_at, number FROM appeal_moved\n"
      "    WHERE lead IS NOT NULL);\n",
      true },
    { "appeal_lists_add",
      "INSERT INTO appeal_listed (lead, stage, due_at, number, level)\n"
      "SELECT a.lead, a.stage, a.due_at, a.number, a.level\n"
      "FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = m.number\n"
      "ORDER BY 1, 2, 3, 4;\n",
      true },
    { "appeal_moved_drop", "DELETE FROM appeal_moved;\n", true },
    { "appeal_inbox",
      "SELECT a.number, a.code, a.stage, a.level, a.matter, a.place, a.lead,\n"
      "    a.received_at, a.due_at, a.source\n"
      "FROM (SELECT due_at, number FROM appeal_in_lists\n"
      "      WHERE lead = $1 AND stage = $2 AND (due_at, number) > ($3, $4)\n"
      "      ORDER BY due_at, number LIMIT $5) AS l\n"
      "CROSS JOIN appeal AS a ON a.number = l.number ORDER BY l.due_at, "
      "l.number;\n",
      false },
    { "appeal_children",
      "SELECT id FROM appeal WHERE merged_into = $1 ORDER BY number;\n",
      false },
    { "appeal_list",
      "SELECT number, code, stage, level, matter, place, lead, received_at, "
      "due_at,\n"
      "    source FROM appeal\n"
      "WHERE number > $1 AND ($2 = '' OR stage = $2) AND ($3 = '' OR lead = "
      "$3)\n"
      "    AND ($4 = '' OR level = $4)\n"
      "ORDER BY number LIMIT $5;\n",
      false },
    { "appeal_last", "SELECT COALESCE(MAX(number), 0) FROM appeal;\n", false },
    { "appeal_within",
      "SELECT number, code, stage, level, matter, place, lead, received_at, "
      "due_at,\n"
      "    source FROM appeal\n"
      "WHERE number > $1 AND ($2 = '' OR stage = $2) AND ($3 = '' OR lead = "
      "$3)\n"
      "    AND ($4 = '' OR level = $4) AND number <= $6\n"
      "ORDER BY number LIMIT $5;\n",
      false },
    { "appeal_public",
      "SELECT a.number, a.place, a.matter, a.stage, a.solved, a.received_at,\n"
      "    a.replied_at, a.closed_at FROM appeal AS a\n"
      "WHERE a.number > $1 AND a.number <= $2 AND a.matter <> ''\n"
      "    AND a.privacy = 'open' AND a.kind <> 'report' AND NOT EXISTS\n"
      "    (SELECT 1 FROM appeal_withheld AS w WHERE w.number = a.number)\n"
      "ORDER BY a.number DESC;\n",
      false },
    { "appeal_due_soon",
      "SELECT id, due_at FROM appeal\n"
      "WHERE lead = $1 AND stage = $2 AND due_at > 0 ORDER BY due_at LIMIT "
      "$3;\n",
      false },
    { "appeal_all",
      "SELECT id FROM appeal WHERE number > $1 ORDER BY number LIMIT $2;\n",
      false },
    { "appeal_stats",
      "SELECT stage, COUNT(*) FROM appeal GROUP BY stage ORDER BY stage;\n",
      false },
    { "appeal_stats_level",
      "SELECT level, COUNT(*) FROM appeal GROUP BY level ORDER BY level;\n",
      false },
    { "appeal_stats_rates",
      "SELECT COUNT(*), SUM(replied_at > 0), SUM(replied_at > 0 AND late = "
      "0),\n"
      "    SUM(solved = 'yes'), SUM(solved <> ''), SUM(satisfied IN ('yes', "
      "'mostly')),\n"
      "    SUM(satisfied <> ''), SUM(hops > 1) FROM appeal;\n",
      false },
    { "appeal_stats_source",
      "SELECT source, stage, COUNT(*) FROM appeal GROUP BY source, stage\n"
      "ORDER BY source, stage;\n",
      false },
    { "appeal_solved_lately",
      "SELECT matter, place, received_at, closed_at FROM appeal\n"
      "WHERE number > $1 AND stage = 'closed' AND solved = 'yes'\n"
      "    AND privacy = 'open' AND kind <> 'report' AND source = ''\n"
      "ORDER BY number DESC LIMIT $2;\n",
      false },
    { "appeal_newest_number", "SELECT COALESCE(MAX(number), 0) FROM appeal;\n",
      false },
    { "appeal_desk",
      "WITH units (lead) AS (\n"
      "    SELECT $1 WHERE $1 <> ''\n"
      "    UNION SELECT lead FROM appeal_open WHERE $1 = '' AND lead <> ''\n"
      "), stages (stage) AS (\n"
      "    SELECT stage FROM appeal_open_stage WHERE $2 = '' OR stage = $2\n"
      "), edges (lead, stage, due, number) AS MATERIALIZED (\n"
      "    SELECT u.lead, s.stage,\n"
      "        COALESCE((SELECT x.due_at FROM appeal_listed AS x\n"
      "            WHERE x.lead = u.lead AND x.stage = s.stage\n"
      "                AND ($5 = '' OR x.level = $5)\n"
      "                AND (x.due_at, x.number) > ($3, $4)\n"
      "                AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m\n"
      "                    WHERE m.number = x.number)\n"
      "            ORDER BY x.due_at, x.number LIMIT 1 OFFSET $6),\n"
      "            4000000000000000),\n"
      "        COALESCE((SELECT x.number FROM appeal_listed AS x\n"
      "            WHERE x.lead = u.lead AND x.stage = s.stage\n"
      "                AND ($5 = '' OR x.level = $5)\n"
      "                AND (x.due_at, x.number) > ($3, $4)\n"
      "                AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m\n"
      "                    WHERE m.number = x.number)\n"
      "            ORDER BY x.due_at, x.number LIMIT 1 OFFSET $6),\n"
      "            0)\n"
      "    FROM units AS u CROSS JOIN stages AS s\n"
      "    WHERE $5 = '' OR EXISTS (SELECT 1 FROM appeal_open AS o\n"
      "        WHERE o.lead = u.lead AND o.stage = s.stage AND o.level = $5)\n"
      "), desk (number, due) AS (\n"
      "    SELECT l.number, l.due_at FROM edges AS e CROSS JOIN appeal_listed "
      "AS l\n"
      "    WHERE l.lead = e.lead AND l.stage = e.stage\n"
      "        AND ($5 = '' OR l.level = $5)\n"
      "        AND (l.due_at, l.number) > ($3, $4)\n"
      "        AND (l.due_at, l.number) <= (e.due, e.number)\n"
      "        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m\n"
      "            WHERE m.number = l.number)\n"
      "    UNION ALL\n"
      "    SELECT l.number, 4000000000000000\n"
      "    FROM edges AS e CROSS JOIN appeal_listed AS l\n"
      "    WHERE l.lead = e.lead AND l.stage = e.stage\n"
      "        AND ($5 = '' OR l.level = $5)\n"
      "        AND l.due_at = 0\n"
      "        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m\n"
      "            WHERE m.number = l.number)\n"
      "    UNION ALL\n"
      "    SELECT a.number, CASE a.due_at WHEN 0 THEN 4000000000000000\n"
      "        ELSE a.due_at END\n"
      "    FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = "
      "m.number\n"
      "    WHERE a.lead IN (SELECT lead FROM units)\n"
      "        AND a.stage IN (SELECT stage FROM stages)\n"
      "        AND ($5 = '' OR a.level = $5)\n"
      "), page (number, due) AS (\n"
      "    SELECT d.number, d.due FROM desk AS d\n"
      "    WHERE (d.due, d.number) > ($3, $4)\n"
      "    ORDER BY d.due, d.number LIMIT $6\n"
      ")\n"
      "SELECT p.due, p.number, a.id, a.code, a.matter, a.place, a.level, "
      "a.stage,\n"
      "    a.lead, a.received_at, COALESCE(t.degree, 0)\n"
      "FROM page AS p JOIN appeal AS a ON a.number = p.number\n"
      "LEFT JOIN appeal_attention AS t ON t.number = p.number\n"
      "ORDER BY p.due, p.number;\n",
      false },
    { "appeal_desk_back",
      "WITH units (lead) AS (\n"
      "    SELECT $1 WHERE $1 <> ''\n"
      "    UNION SELECT lead FROM appeal_open WHERE $1 = '' AND lead <> ''\n"
      "), stages (stage) AS (\n"
      "    SELECT stage FROM appeal_open_stage WHERE $2 = '' OR stage = $2\n"
      "), edges (lead, stage, due, number) AS MATERIALIZED (\n"
      "    SELECT u.lead, s.stage,\n"
      "        COALESCE((SELECT x.due_at FROM appeal_listed AS x\n"
      "            WHERE x.lead = u.lead AND x.stage = s.stage\n"
      "                AND ($5 = '' OR x.level = $5)\n"
      "                AND x.due_at > 0 AND (x.due_at, x.number) < ($3, $4)\n"
      "                AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m\n"
      "                    WHERE m.number = x.number)\n"
      "            ORDER BY x.due_at DESC, x.number DESC LIMIT 1 OFFSET $6),\n"
      "            0),\n"
      "        COALESCE((SELECT x.number FROM appeal_listed AS x\n"
      "            WHERE x.lead = u.lead AND x.stage = s.stage\n"
      "                AND ($5 = '' OR x.level = $5)\n"
      "                AND x.due_at > 0 AND (x.due_at, x.number) < ($3, $4)\n"
      "                AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m\n"
      "                    WHERE m.number = x.number)\n"
      "            ORDER BY x.due_at DESC, x.number DESC LIMIT 1 OFFSET $6),\n"
      "            0)\n"
      "    FROM units AS u CROSS JOIN stages AS s\n"
      "    WHERE $5 = '' OR EXISTS (SELECT 1 FROM appeal_open AS o\n"
      "        WHERE o.lead = u.lead AND o.stage = s.stage AND o.level = $5)\n"
      "), desk (number, due) AS (\n"
      "    SELECT l.number, l.due_at FROM edges AS e CROSS JOIN appeal_listed "
      "AS l\n"
      "    WHERE l.lead = e.lead AND l.stage = e.stage\n"
      "        AND ($5 = '' OR l.level = $5)\n"
      "        AND l.due_at > 0\n"
      "        AND (l.due_at, l.number) < ($3, $4)\n"
      "        AND (l.due_at, l.number) >= (e.due, e.number)\n"
      "        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m\n"
      "            WHERE m.number = l.number)\n"
      "    UNION ALL\n"
      "    SELECT l.number, 4000000000000000\n"
      "    FROM edges AS e CROSS JOIN appeal_listed AS l\n"
      "    WHERE l.lead = e.lead AND l.stage = e.stage\n"
      "        AND ($5 = '' OR l.level = $5)\n"
      "        AND l.due_at = 0\n"
      "        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m\n"
      "            WHERE m.number = l.number)\n"
      "    UNION ALL\n"
      "    SELECT a.number, CASE a.due_at WHEN 0 THEN 4000000000000000\n"
      "        ELSE a.due_at END\n"
      "    FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = "
      "m.number\n"
      "    WHERE a.lead IN (SELECT lead FROM units)\n"
      "        AND a.stage IN (SELECT stage FROM stages)\n"
      "        AND ($5 = '' OR a.level = $5)\n"
      "), page (number, due) AS (\n"
      "    SELECT d.number, d.due FROM desk AS d\n"
      "    WHERE (d.due, d.number) < ($3, $4)\n"
      "    ORDER BY d.due DESC, d.number DESC LIMIT $6\n"
      ")\n"
      "SELECT p.due, p.number, a.id, a.code, a.matter, a.place, a.level, "
      "a.stage,\n"
      "    a.lead, a.received_at, COALESCE(t.degree, 0)\n"
      "FROM page AS p JOIN appeal AS a ON a.number = p.number\n"
      "LEFT JOIN appeal_attention AS t ON t.number = p.number\n"
      "ORDER BY p.due DESC, p.number DESC;\n",
      false },
    { "appeal_desk_count",
      "WITH units (lead) AS (\n"
      "    SELECT $1 WHERE $1 <> ''\n"
      "    UNION SELECT lead FROM appeal_open WHERE $1 = '' AND lead <> ''\n"
      "), counted (all_n, late_n, today_n) AS (\n"
      "    SELECT COALESCE(SUM(o.n), 0),\n"
      "        COALESCE(SUM(CASE WHEN o.stage <> 'paused' AND o.due_hour > 0\n"
      "            AND o.due_hour < $4 / 3600000 THEN o.n END), 0),\n"
      "        COALESCE(SUM(CASE WHEN o.stage <> 'paused'\n"
      "            AND o.due_hour >= $4 / 3600000\n"
      "            AND o.due_hour <= $5 / 3600000 THEN o.n END), 0)\n"
      "    FROM appeal_open AS o\n"
      "    WHERE o.lead IN (SELECT lead FROM units) AND ($2 = '' OR o.stage = "
      "$2)\n"
      "        AND ($3 = '' OR o.level = $3)\n"
      "), just (number) AS (\n"
      "    SELECT l.number FROM units AS u CROSS JOIN appeal_open_stage AS s\n"
      "    CROSS JOIN appeal_listed AS l ON l.lead = u.lead AND l.stage = "
      "s.stage\n"
      "        AND l.due_at >= $4 / 3600000 * 3600000 AND l.due_at < $4\n"
      "    WHERE s.stage <> 'paused' AND ($2 = '' OR s.stage = $2)\n"
      "        AND NOT EXISTS (SELECT 1 FROM appeal_moved AS m\n"
      "            WHERE m.number = l.number)\n"
      "    UNION ALL\n"
      "    SELECT a.number\n"
      "    FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = "
      "m.number\n"
      "    WHERE a.due_at >= $4 / 3600000 * 3600000 AND a.due_at < $4\n"
      "        AND a.lead IN (SELECT lead FROM units) AND ($2 = '' OR a.stage "
      "= $2)\n"
      "        AND a.stage IN (SELECT stage FROM appeal_open_stage\n"
      "            WHERE stage <> 'paused')\n"
      "), late (n) AS (\n"
      "    SELECT COUNT(*) FROM just AS j\n"
      "    WHERE $3 = '' OR $3 = (SELECT level FROM appeal AS a\n"
      "        WHERE a.number = j.number)\n"
      ")\n"
      "SELECT c.all_n, c.late_n + l.n, c.today_n - l.n\n"
      "FROM counted AS c CROSS JOIN late AS l;\n",
      false },
    { "appeal_unplaced",
      "SELECT l.number, a.id FROM appeal_in_lists AS l\n"
      "CROSS JOIN appeal AS a ON a.number = l.number\n"
      "WHERE l.lead = '' AND l.stage IN ('queued', 'placed')\n"
      "    AND ($1 = '' OR a.matter = $1 OR ($1 = '-' AND a.matter = ''))\n"
      "    AND SUBSTR(a.place, 1, LENGTH($2)) = $2 AND l.number * $3 > $4\n"
      "ORDER BY l.number * $3 LIMIT $5;\n",
      false },
    { "appeal_unplaced_count",
      "SELECT COUNT(*) FROM appeal_in_lists AS l\n"
      "CROSS JOIN appeal AS a ON a.number = l.number\n"
      "WHERE l.lead = '' AND l.stage IN ('queued', 'placed')\n"
      "    AND ($1 = '' OR a.matter = $1 OR ($1 = '-' AND a.matter = ''))\n"
      "    AND SUBSTR(a.place, 1, LENGTH($2)) = $2;\n",
      false },
    { "appeal_busiest_lead",
      "SELECT lead FROM appeal WHERE stage = 'handling' AND lead <> ''\n"
      "GROUP BY lead ORDER BY COUNT(*) DESC, lead LIMIT 1;\n",
      false },
    { "assessment_put",
      "INSERT INTO assessment (unit, version, failures, referrals)\n"
      "VALUES ($1, $2, $3, $4)\n"
      "ON CONFLICT (unit) DO UPDATE SET version = excluded.version,\n"
      "    failures = excluded.failures, referrals = excluded.referrals;\n",
      true },
    { "assessment_list",
      "SELECT unit, failures, referrals FROM assessment ORDER BY unit;\n",
      false },
    { "idempotency_add",
      "INSERT INTO idempotency (key, request, stream, version, n, created_at)\n"
      "VALUES ($1, $2, $3, $4, $5, $6);\n",
      true },
    { "idempotency_find",
      "SELECT request, stream, version, n FROM idempotency WHERE key = $1;\n",
      false },
    { "idempotency_old_drop",
      "DELETE FROM idempotency WHERE created_at < $1;\n", true },
    { "session_add",
      "INSERT INTO session (hash, account, role, unit, rights, stage, agent, "
      "made_at,\n"
      "    seen_at, ends_at, note)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10);\n",
      true },
    { "session_find",
      "SELECT account, role, unit, rights, stage, agent, made_at, seen_at, "
      "ends_at,\n"
      "    note FROM session WHERE hash = $1;\n",
      false },
    { "session_seen_put", "UPDATE session SET seen_at = $2 WHERE hash = $1;\n",
      true },
    { "session_drop", "DELETE FROM session WHERE hash = $1;\n", true },
    { "session_others_drop",
      "DELETE FROM session WHERE account = $1 AND hash <> $2;\n", true },
    { "session_old_drop", "DELETE FROM session WHERE ends_at < $1;\n", true },
    { "session_list",
      "SELECT hash, role, unit, stage, agent, made_at, seen_at FROM session\n"
      "WHERE account = $1 AND ends_at > $2 ORDER BY seen_at DESC LIMIT 50;\n",
      false },
    { "sign_in_find",
      "SELECT password, totp, totp_used FROM sign_in WHERE account = $1;\n",
      false },
    { "sign_in_put",
      "INSERT INTO sign_in (account, password, totp, totp_used)\n"
      "VALUES ($1, $2, $3, $4)\n"
      "ON CONFLICT (account) DO UPDATE SET password = excluded.password,\n"
      "    totp = excluded.totp, totp_used = excluded.totp_used;\n",
      true },
    { "sign_in_password_put",
      "UPDATE sign_in SET password = $2 WHERE account = $1;\n", true },
    { "sign_in_totp_used_put",
      "UPDATE sign_in SET totp_used = $2 WHERE account = $1;\n", true },
    { "sign_in_drop", "DELETE FROM sign_in WHERE account = $1;\n", true },
    { "recovery_codes_drop", "DELETE FROM recovery_code WHERE account = $1;\n",
      true },
    { "recovery_code_add",
      "INSERT INTO recovery_code (account, hash) VALUES ($1, $2);\n", true },
    { "recovery_code_drop",
      "DELETE FROM recovery_code WHERE account = $1 AND hash = $2;\n", true },
    { "recovery_code_find",
      "SELECT 1 FROM recovery_code WHERE account = $1 AND hash = $2;\n",
      false },
    { "recovery_code_count",
      "SELECT COUNT(*) FROM recovery_code WHERE account = $1;\n", false },
    { "setup_link_add",
      "INSERT INTO setup_link (hash, account, purpose, ends_at)\n"
      "VALUES ($1, $2, $3, $4);\n",
      true },
    { "setup_link_find",
      "SELECT account, purpose FROM setup_link WHERE hash = $1 AND ends_at > "
      "$2;\n",
      false },
    { "setup_links_drop", "DELETE FROM setup_link WHERE account = $1;\n",
      true },
    { "setup_links_old_drop", "DELETE FROM setup_link WHERE ends_at < $1;\n",
      true },
    { "sign_in_failure_find",
      "SELECT failures, until FROM sign_in_failure WHERE who = $1;\n", false },
    { "sign_in_failure_put",
      "INSERT INTO sign_in_failure (who, failures, last_at, until)\n"
      "VALUES ($1, $2, $3, $4)\n"
      "ON CONFLICT (who) DO UPDATE SET failures = excluded.failures,\n"
      "    last_at = excluded.last_at, until = excluded.until;\n",
      true },
    { "sign_in_failure_drop", "DELETE FROM sign_in_failure WHERE who = $1;\n",
      true },
    { "sign_in_failures_old_drop",
      "DELETE FROM sign_in_failure WHERE last_at < $1;\n", true },
    { "outside_identity_find",
      "SELECT account FROM outside_identity WHERE who = $1;\n", false },
    { "outside_identity_put",
      "INSERT INTO outside_identity (who, account) VALUES ($1, $2)\n"
      "ON CONFLICT (who) DO UPDATE SET account = excluded.account;\n",
      true },
    { "outside_identity_of_drop",
      "DELETE FROM outside_identity WHERE account = $1;\n", true },
    { "phone_code_put",
      "INSERT INTO phone_code (handle, sealed, tries, ends_at)\n"
      "VALUES ($1, $2, 0, $3);\n",
      true },
    { "phone_code_find",
      "SELECT sealed, tries FROM phone_code WHERE handle = $1 AND ends_at > "
      "$2;\n",
      false },
    { "phone_code_tries_put",
      "UPDATE phone_code SET tries = tries + 1 WHERE handle = $1;\n", true },
    { "phone_code_drop", "DELETE FROM phone_code WHERE handle = $1;\n", true },
    { "phone_codes_old_drop", "DELETE FROM phone_code WHERE ends_at < $1;\n",
      true },
    { "sessions_all_drop", "DELETE FROM session;\n", true },
    { "setup_links_all_drop", "DELETE FROM setup_link;\n", true },
    { "sign_in_failures_all_drop", "DELETE FROM sign_in_failure;\n", true },
    { "outside_identities_all_drop", "DELETE FROM outside_identity;\n", true },
    { "phone_codes_all_drop", "DELETE FROM phone_code;\n", true },
    { "appeal_keep_put",
      "INSERT INTO appeal_keep (number, id, code, regime, received_at, "
      "closed_at,\n"
      "    contact, held)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)\n"
      "ON CONFLICT (number) DO UPDATE SET closed_at = excluded.closed_at,\n"
      "    contact = excluded.contact, held = excluded.held;\n",
      true },
    { "appeal_keep_drop", "DELETE FROM appeal_keep WHERE number = $1;\n",
      true },
    { "appeal_keep_contact_closed",
      "SELECT id, code, closed_at, received_at FROM appeal_keep\n"
      "WHERE regime = $1 AND closed_at <= $2 AND contact = 1 AND held = 0\n"
      "ORDER BY closed_at, number LIMIT $3;\n",
      false },
    { "appeal_keep_texts_closed",
      "SELECT id, code, closed_at, received_at FROM appeal_keep\n"
      "WHERE regime = $1 AND closed_at <= $2 AND held = 0\n"
      "ORDER BY closed_at, number LIMIT $3;\n",
      false },
    { "appeal_keep_contact_received",
      "SELECT id, code, closed_at, received_at FROM appeal_keep\n"
      "WHERE regime = $1 AND received_at <= $2 AND contact = 1 AND held = 0\n"
      "ORDER BY received_at, number LIMIT $3;\n",
      false },
    { "appeal_keep_texts_received",
      "SELECT id, code, closed_at, received_at FROM appeal_keep\n"
      "WHERE regime = $1 AND received_at <= $2 AND held = 0\n"
      "ORDER BY received_at, number LIMIT $3;\n",
      false },
    { "appeal_hold_add",
      "INSERT INTO appeal_hold (number, code, basis, account, unit, since, "
      "until)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7)\n"
      "ON CONFLICT (number) DO UPDATE SET basis = excluded.basis,\n"
      "    account = excluded.account, unit = excluded.unit, since = "
      "excluded.since,\n"
      "    until = excluded.until;\n",
      true },
    { "appeal_hold_drop", "DELETE FROM appeal_hold WHERE number = $1;\n",
      true },
    { "appeal_holds",
      "SELECT number, code, basis, account, unit, since, until FROM "
      "appeal_hold\n"
      "WHERE number > $1 ORDER BY number LIMIT $2;\n",
      false },
    { "appeal_provided_add",
      "INSERT INTO appeal_provided (at, number, version, code, receiver, way, "
      "fields,\n"
      "    purpose, basis)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)\n"
      "ON CONFLICT DO NOTHING;\n",
      true },
    { "sharing_find",
      "SELECT at, code, receiver, way, fields, purpose, basis, '' AS mark, 1 "
      "AS n,\n"
      "    at AS since, -1 AS first_leaf, -1 AS last_leaf\n"
      "FROM appeal_provided WHERE $1 = '' OR receiver = $1\n"
      "UNION ALL\n"
      "SELECT taken_at AS at, '', CASE WHEN unit = '' THEN account ELSE unit "
      "END,\n"
      "    'export', 'public case', '', '', mark, rows, taken_at, -1, -1\n"
      "FROM access_export WHERE $1 = '' OR unit = $1 OR account = $1\n"
      "UNION ALL\n"
      "SELECT last_at AS at, '', name, 'webhook', fields, purpose, basis, '', "
      "n,\n"
      "    first_at, first_leaf, last_leaf\n"
      "FROM webhook_given WHERE $1 = '' OR name = $1\n"
      "ORDER BY at DESC LIMIT $2 OFFSET $3;\n",
      false },
    { "sharing_count",
      "SELECT (SELECT count(*) FROM appeal_provided WHERE $1 = '' OR receiver "
      "= $1)\n"
      "    + (SELECT count(*) FROM access_export\n"
      "        WHERE $1 = '' OR unit = $1 OR account = $1)\n"
      "    + (SELECT count(*) FROM webhook_given WHERE $1 = '' OR name = "
      "$1);\n",
      false },
    { "knowledge_put",
      "INSERT INTO knowledge (id, version, title, unit, matter, draft, live, "
      "over_at,\n"
      "    changed_at)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)\n"
      "ON CONFLICT (id) DO UPDATE SET version = excluded.version,\n"
      "    title = excluded.title, unit = excluded.unit, matter = "
      "excluded.matter,\n"
      "    draft = excluded.draft, live = excluded.live, over_at = "
      "excluded.over_at,\n"
      "    changed_at = excluded.changed_at;\n",
      true },
    { "knowledge_live_put",
      "INSERT INTO knowledge_live (id, edition, title, question, answer, "
      "matter, place,\n"
      "    basis, unit, valid_from, valid_until, published_at)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)\n"
      "ON CONFLICT (id) DO UPDATE SET edition = excluded.edition,\n"
      "    title = excluded.title, question = excluded.question,\n"
      "    answer = excluded.answer, matter = excluded.matter, place = "
      "excluded.place,\n"
      "    basis = excluded.basis, unit = excluded.unit,\n"
      "    valid_from = excluded.valid_from, valid_until = "
      "excluded.valid_until,\n"
      "    published_at = excluded.published_at;\n",
      true },
    { "knowledge_live_drop", "DELETE FROM knowledge_live WHERE id = $1;\n",
      true },
    { "knowledge_list",
      "SELECT id, title, unit, matter, draft, live, over_at, changed_at FROM "
      "knowledge\n"
      "WHERE (changed_at < $1 OR (changed_at = $1 AND id < $2))\n"
      "    AND ($3 = '' OR unit = $3) AND ($4 = '' OR draft = $4)\n"
      "    AND ($5 = '' OR live = $5)\n"
      "    AND ($6 = 0 OR (over_at > 0 AND over_at <= $6))\n"
      "ORDER BY changed_at DESC, id DESC LIMIT $7;\n",
      false },
    { "knowledge_stamp",
      "SELECT COUNT(*), COALESCE(SUM(version), 0) FROM knowledge;\n", false },
    { "knowledge_live_all",
      "SELECT id, edition, title, question, answer, matter, place, basis, "
      "unit,\n"
      "    valid_from, valid_until, published_at\n"
      "FROM knowledge_live ORDER BY published_at, id;\n",
      false },
    { "knowledge_use_put",
      "INSERT INTO knowledge_use (number, round, knowledge_id, at)\n"
      "VALUES ($1, $2, $3, $4)\n"
      "ON CONFLICT (number, round) DO UPDATE SET knowledge_id = "
      "excluded.knowledge_id,\n"
      "    at = excluded.at;\n",
      true },
    { "knowledge_used",
      "SELECT COUNT(*) FROM knowledge_use WHERE knowledge_id = $1;\n", false },
    { "suggestion_add",
      "INSERT INTO suggestion (case_id, version, of, model, model_version, "
      "first,\n"
      "    chosen, probability, sure, rank, at, week)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);\n",
      true },
    { "suggestion_weeks",
      "SELECT week, COUNT(*), SUM(rank <> 1), SUM(rank = 0), SUM(sure),\n"
      "    SUM(sure = 1 AND rank <> 1)\n"
      "FROM suggestion\n"
      "WHERE of = $1 AND model = $2 AND model_version = $3 AND first <> ''\n"
      "GROUP BY week ORDER BY week DESC LIMIT $4;\n",
      false },
    { "suggestion_since",
      "SELECT COUNT(*), COALESCE(SUM(rank <> 1), 0), COALESCE(SUM(rank = 0), "
      "0),\n"
      "    COALESCE(SUM(sure), 0), COALESCE(SUM(sure = 1 AND rank <> 1), 0)\n"
      "FROM suggestion\n"
      "WHERE of = $1 AND model = $2 AND model_version = $3 AND first <> ''\n"
      "    AND week >= $4;\n",
      false },
    { "model_cases",
      "SELECT id, received_at FROM appeal WHERE source = ''\n"
      "ORDER BY number DESC LIMIT $1;\n",
      false },
    { "model_confirmed",
      "SELECT number, id, channel, kind, matter, level, lead, place, "
      "received_at\n"
      "FROM appeal\n"
      "WHERE number > $1 AND matter <> ''\n"
      "    AND stage IN ('replied', 'review', 'closed', 'archived')\n"
      "ORDER BY number LIMIT $2;\n",
      false },
    { "outbox_due",
      "SELECT id, recipient, letter, stream, created_at, attempts FROM outbox\n"
      "WHERE state = 'waiting' AND id > $1 AND next_try_at <= $2\n"
      "ORDER BY id LIMIT $3;\n",
      false },
    { "outbox_state_put",
      "UPDATE outbox SET state = $2, via = $3, reason = $4, next_try_at = $5,\n"
      "    attempts = $6, sent_at = $7\n"
      "WHERE id = $1 AND state = 'waiting';\n",
      true },
    { "outbox_no_sender_put",
      "UPDATE outbox SET next_try_at = 0\n"
      "WHERE state = 'waiting' AND reason = 'no_sender';\n",
      true },
    { "outbox_retry_put",
      "UPDATE outbox SET state = 'waiting', reason = 'retried', next_try_at = "
      "0,\n"
      "    attempts = 0\n"
      "WHERE id = $1 AND state IN ('waiting', 'failed', 'dropped');\n",
      true },
    { "outbox_state", "SELECT state FROM outbox WHERE id = $1;\n", false },
    { "outbox_list",
      "SELECT id, state, recipient, letter, stream, via, reason, attempts, "
      "created_at,\n"
      "    next_try_at, sent_at FROM outbox\n"
      "WHERE id > $1 AND ($2 = '' OR state = $2) AND ($3 = '' OR letter = $3)\n"
      "ORDER BY id LIMIT $4;\n",
      false },
    { "outbox_open_counts",
      "SELECT state, COUNT(*) FROM outbox WHERE state <> 'sent'\n"
      "GROUP BY state ORDER BY state;\n",
      false },
    { "outbox_counts",
      "SELECT state, letter, COUNT(*) FROM outbox\n"
      "GROUP BY state, letter ORDER BY state, letter;\n",
      false },
    { "webhook_find",
      "SELECT position, failures, failing_since, next_try_at, disabled\n"
      "FROM webhook WHERE name = $1;\n",
      false },
    { "webhook_put",
      "INSERT INTO webhook (name, position, failures, failing_since, "
      "next_try_at,\n"
      "    disabled, reason)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7)\n"
      "ON CONFLICT (name) DO UPDATE SET position = excluded.position,\n"
      "    failures = excluded.failures, failing_since = "
      "excluded.failing_since,\n"
      "    next_try_at = excluded.next_try_at, disabled = excluded.disabled,\n"
      "    reason = excluded.reason;\n",
      true },
    { "webhook_given_add",
      "INSERT INTO webhook_given (name, day, fields, purpose, basis, n, "
      "first_at,\n"
      "    last_at, first_leaf, last_leaf)\n"
      "VALUES ($1, $2, $3, $4, $5, 1, $6, $6, $7, $7)\n"
      "ON CONFLICT (day, name, fields, purpose, basis) DO UPDATE SET\n"
      "    n = webhook_given.n + 1, last_at = excluded.last_at,\n"
      "    last_leaf = excluded.last_leaf;\n",
      true },
    { "webhook_resume_put",
      "UPDATE webhook SET failures = 0, failing_since = 0, next_try_at = 0,\n"
      "    disabled = 0, reason = '' WHERE name = $1;\n",
      true },
    { "webhook_list",
      "SELECT name, position, failures, failing_since, next_try_at, disabled, "
      "reason\n"
      "FROM webhook ORDER BY name;\n",
      false },
    { "request_put",
      "INSERT INTO request (id, version, kind, way, stage, outcome, is_open, "
      "account,\n"
      "    case_id, submitted_at, due_at)\n"
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)\n"
      "ON CONFLICT (id) DO UPDATE SET version = excluded.version,\n"
      "    stage = excluded.stage, outcome = excluded.outcome,\n"
      "    is_open = excluded.is_open, due_at = excluded.due_at;\n",
      true },
    { "request_list",
      "SELECT id, kind, way, stage, outcome, is_open, submitted_at, due_at "
      "FROM request\n"
      "WHERE is_open = $1 AND (due_at > $2 OR (due_at = $2 AND id > $3))\n"
      "ORDER BY due_at, id LIMIT $4;\n",
      false },
    { "request_open_count",
      "SELECT COUNT(*) FROM request\n"
      "WHERE account = $1 AND account <> '' AND is_open = 1;\n",
      false },
    { "request_of_account",
      "SELECT id, kind, way, stage, outcome, is_open, submitted_at, due_at "
      "FROM request\n"
      "WHERE account = $1 AND account <> '' ORDER BY submitted_at DESC, id "
      "LIMIT $2;\n",
      false },
    { "request_open_count_of_code",
      "SELECT COUNT(*) FROM request\n"
      "WHERE case_id = $1 AND way = 'code' AND is_open = 1;\n",
      false },
    { "request_of_code",
      "SELECT id, kind, way, stage, outcome, is_open, submitted_at, due_at "
      "FROM request\n"
      "WHERE case_id = $1 AND way = 'code' ORDER BY submitted_at DESC, id "
      "LIMIT $2;\n",
      false },
};

const struct migration migrations[98] = {
    { 1, "-- 0001: the event log, the truth, and what proves it. Never changed "
         "by a\n"
         "-- rebuild. docs/log-format.md explains how to check it without our "
         "program.\n"
         "\n"
         "-- One append a row: its leaves, one canonical JSON a line, hashed "
         "verbatim.\n"
         "CREATE TABLE batch (\n"
         "    position INTEGER PRIMARY KEY, -- leaf number of its first leaf, "
         "from 0\n"
         "    stream   TEXT    NOT NULL,    -- 'appeal/018f...'\n"
         "    version  INTEGER NOT NULL,    -- of its first leaf, from 1\n"
         "    n        INTEGER NOT NULL,    -- count of leaves\n"
         "    leaves   TEXT    NOT NULL,    -- joined by newlines\n"
         "    hashes   BLOB    NOT NULL,    -- 32 bytes a leaf: names the one "
         "that changed\n"
         "    UNIQUE (stream, version),     -- two writers: one loses\n"
         "    CHECK (version >= 1 AND n >= 1 AND length(hashes) = 32 * n)\n"
         ") STRICT;\n" },
    { 1, "-- What happened, happened. Corrections are new events.\n"
         "CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch\n"
         "BEGIN SELECT RAISE(ABORT, 'the event log is append only'); END;\n" },
    { 1, "CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch\n"
         "BEGIN SELECT RAISE(ABORT, 'the event log is append only'); END;\n" },
    { 1,
      "-- Full tiles of the Merkle tree: 256 hashes of one level (0: leaves; "
      "level l\n"
      "-- holds roots of 256^l leaves). Partial tiles follow from the leaves.\n"
      "CREATE TABLE tile (\n"
      "    level  INTEGER NOT NULL,\n"
      "    number INTEGER NOT NULL,\n"
      "    hashes BLOB    NOT NULL,\n"
      "    PRIMARY KEY (level, number),\n"
      "    CHECK (length(hashes) = 8192)\n"
      ") STRICT, WITHOUT ROWID;\n" },
    { 1, "-- Signed notes (C2SP), one a commit.\n"
         "CREATE TABLE checkpoint (\n"
         "    size INTEGER PRIMARY KEY, -- leaves\n"
         "    note TEXT NOT NULL\n"
         ") STRICT;\n" },
    { 2, "-- 0002: what lies beside the log. Not readings: a rebuild leaves it "
         "alone.\n"
         "\n"
         "CREATE TABLE meta (\n"
         "    key   TEXT PRIMARY KEY,\n"
         "    value BLOB NOT NULL\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 2, "-- Personal texts of one append and subject, sealed under the "
         "subject's key.\n"
         "CREATE TABLE sealed (\n"
         "    position INTEGER NOT NULL, -- of the append\n"
         "    subject  BLOB    NOT NULL,\n"
         "    envelope BLOB    NOT NULL,\n"
         "    PRIMARY KEY (position, subject)\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 2, "-- A subject's key, wrapped by the master key. Erasure empties it; "
         "the row stays,\n"
         "-- so that nothing more is sealed for that subject.\n"
         "CREATE TABLE subject_key (\n"
         "    subject BLOB PRIMARY KEY,\n"
         "    wrapped BLOB NOT NULL\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 2, "CREATE TABLE outbox (\n"
         "    id        INTEGER PRIMARY KEY, -- leaf of the cause * 16 + its "
         "turn there\n"
         "    kind      TEXT    NOT NULL,\n"
         "    recipient TEXT    NOT NULL,\n"
         "    letter    TEXT    NOT NULL,\n"
         "    stream    TEXT    NOT NULL,\n"
         "    created_at INTEGER NOT NULL,\n"
         "    attempts  INTEGER NOT NULL DEFAULT 0,\n"
         "    sent_at   INTEGER\n"
         ") STRICT;\n" },
    { 2, "CREATE TABLE document (\n"
         "    hash  TEXT PRIMARY KEY, -- SHA-256 of the bytes, hex\n"
         "    bytes BLOB NOT NULL\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 2, "CREATE TABLE counter (\n"
         "    name TEXT PRIMARY KEY,\n"
         "    next INTEGER NOT NULL\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 2, "CREATE TABLE follower (\n"
         "    name     TEXT PRIMARY KEY,\n"
         "    position INTEGER NOT NULL\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 3, "-- 0003: readings. All follow from the log: `gongzhi rebuild` "
         "empties them and\n"
         "-- makes them anew. No personal text stands here.\n"
         "\n"
         "-- When a stream wants to be looked at next.\n"
         "CREATE TABLE timer (\n"
         "    due_at INTEGER NOT NULL, -- ms since 1970 UTC\n"
         "    stream TEXT    NOT NULL,\n"
         "    PRIMARY KEY (due_at, stream)\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 3, "-- One row a case; number is in order of receipt.\n"
         "CREATE TABLE appeal (\n"
         "    number      INTEGER PRIMARY KEY,\n"
         "    id          BLOB    NOT NULL, -- the stream is 'appeal/' || "
         "hex(id)\n"
         "    version     INTEGER NOT NULL,\n"
         "    stage       TEXT    NOT NULL,\n"
         "    channel     TEXT    NOT NULL,\n"
         "    kind        TEXT    NOT NULL,\n"
         "    privacy     TEXT    NOT NULL,\n"
         "    place       TEXT    NOT NULL,\n"
         "    matter      TEXT    NOT NULL,\n"
         "    level       TEXT    NOT NULL,\n"
         "    lead        TEXT    NOT NULL,\n"
         "    first_unit  TEXT    NOT NULL, -- the first receiver, for ever\n"
         "    hops        INTEGER NOT NULL,\n"
         "    received_at INTEGER NOT NULL,\n"
         "    due_at      INTEGER NOT NULL, -- 0 when nothing was promised\n"
         "    replied_at  INTEGER NOT NULL,\n"
         "    closed_at   INTEGER NOT NULL,\n"
         "    late        INTEGER NOT NULL, -- minutes\n"
         "    solved      TEXT    NOT NULL,\n"
         "    satisfied   TEXT    NOT NULL,\n"
         "    merged_into BLOB,\n"
         "    source      TEXT    NOT NULL,\n"
         "    code        TEXT    NOT NULL\n"
         ") STRICT;\n" },
    { 3, "CREATE INDEX appeal_by_lead ON appeal (lead, stage, due_at);\n" },
    { 3, "-- An imported row is taken once.\n"
         "CREATE TABLE appeal_source (\n"
         "    source     TEXT    NOT NULL,\n"
         "    outside_id TEXT    NOT NULL,\n"
         "    number     INTEGER NOT NULL,\n"
         "    PRIMARY KEY (source, outside_id)\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 3, "-- A caller is found again by a keyed hash; the row goes when he is "
         "erased.\n"
         "CREATE TABLE appeal_contact (\n"
         "    contact BLOB    NOT NULL, -- 16 bytes\n"
         "    number  INTEGER NOT NULL,\n"
         "    PRIMARY KEY (contact, number)\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 3, "-- How failures of duty add up, a row a unit.\n"
         "CREATE TABLE assessment (\n"
         "    unit      TEXT PRIMARY KEY,\n"
         "    version   INTEGER NOT NULL,\n"
         "    failures  INTEGER NOT NULL, -- consecutive, in the window\n"
         "    referrals INTEGER NOT NULL\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 4,
      "-- 0004: keys under which a caller may repeat a request. They lie "
      "beside the\n"
      "-- log: a rebuild leaves them alone. Old ones are dropped after a "
      "week.\n"
      "\n"
      "-- Neither the key nor the request can be read from here: both are "
      "keyed\n"
      "-- hashes, and that of the request is salted with the key.\n"
      "CREATE TABLE idempotency (\n"
      "    key        BLOB    PRIMARY KEY, -- 16 bytes\n"
      "    request    BLOB    NOT NULL,    -- 16 bytes: another request is "
      "told apart\n"
      "    stream     TEXT    NOT NULL,    -- what was done the first time:\n"
      "    version    INTEGER NOT NULL,    -- its first record\n"
      "    n          INTEGER NOT NULL,    -- count of its records\n"
      "    created_at INTEGER NOT NULL     -- ms since 1970 UTC\n"
      ") STRICT, WITHOUT ROWID;\n" },
    { 5,
      "-- 0005: how far each message to the outside got, and each webhook. "
      "They lie\n"
      "-- beside the log: a rebuild neither changes nor sends anything again.\n"
      "\n"
      "-- waiting -> sent | dropped (nobody to send it to, erased, too old)\n"
      "--                 | failed (refused for good, or tried too often)\n"
      "ALTER TABLE outbox ADD COLUMN state TEXT NOT NULL DEFAULT "
      "'waiting';\n" },
    { 5, "ALTER TABLE outbox ADD COLUMN via TEXT NOT NULL DEFAULT ''; -- mail "
         "or sms\n"
         "-- Not before; ms since 1970 UTC.\n"
         "ALTER TABLE outbox ADD COLUMN next_try_at INTEGER NOT NULL DEFAULT "
         "0;\n" },
    { 5, "-- A word: why it waits, was dropped or failed. Never what a peer "
         "said.\n"
         "ALTER TABLE outbox ADD COLUMN reason TEXT NOT NULL DEFAULT '';\n" },
    { 5, "CREATE INDEX outbox_open ON outbox (state, id, next_try_at)\n"
         "WHERE state <> 'sent';\n" },
    { 5, "-- A webhook follows the log by leaf number.\n"
         "CREATE TABLE webhook (\n"
         "    name          TEXT    PRIMARY KEY,\n"
         "    position      INTEGER NOT NULL, -- the next leaf to send\n"
         "    failures      INTEGER NOT NULL, -- in a row\n"
         "    failing_since INTEGER NOT NULL, -- 0: it is well\n"
         "    next_try_at   INTEGER NOT NULL,\n"
         "    disabled      INTEGER NOT NULL, -- 1: until somebody resumes it\n"
         "    reason        TEXT    NOT NULL\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 6, "-- 0006: no reading is written in random places while cases come in\n"
         "-- (docs/performance.md says what that cost).\n"
         "\n"
         "-- A caller is found again by a keyed hash; the row goes when he is "
         "erased. In\n"
         "-- order of the cases: the program keeps an index in memory "
         "(callers/callers.h).\n"
         "ALTER TABLE appeal_contact RENAME TO appeal_contact_before_0006;\n" },
    { 6, "CREATE TABLE appeal_contact (\n"
         "    number  INTEGER PRIMARY KEY,\n"
         "    contact BLOB    NOT NULL -- 16 bytes\n"
         ") STRICT;\n" },
    { 6, "INSERT INTO appeal_contact (number, contact)\n"
         "SELECT number, contact FROM appeal_contact_before_0006 ORDER BY "
         "number;\n" },
    { 6, "DROP TABLE appeal_contact_before_0006;\n" },
    { 6, "-- The cases of a unit by stage and deadline. New keys are not put "
         "here one by\n"
         "-- one: the cases that moved are written down in order, and now and "
         "then all of\n"
         "-- them are put in their places at once (appeal_lists_*). Ask "
         "appeal_in_lists,\n"
         "-- which knows both.\n"
         "DROP INDEX appeal_by_lead;\n" },
    { 6, "CREATE TABLE appeal_listed (\n"
         "    lead   TEXT    NOT NULL,\n"
         "    stage  TEXT    NOT NULL,\n"
         "    due_at INTEGER NOT NULL,\n"
         "    number INTEGER NOT NULL,\n"
         "    PRIMARY KEY (lead, stage, due_at, number)\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 6, "-- Cases that moved since, and the key under which they still stand "
         "there;\n"
         "-- lead is NULL for those that do not yet.\n"
         "CREATE TABLE appeal_moved (\n"
         "    number INTEGER PRIMARY KEY,\n"
         "    lead   TEXT,\n"
         "    stage  TEXT,\n"
         "    due_at INTEGER\n"
         ") STRICT;\n" },
    { 6,
      "INSERT INTO appeal_listed (lead, stage, due_at, number)\n"
      "SELECT lead, stage, due_at, number FROM appeal ORDER BY 1, 2, 3, 4;\n" },
    { 6,
      "CREATE TRIGGER appeal_is_new AFTER INSERT ON appeal\n"
      "BEGIN INSERT INTO appeal_moved (number) VALUES (new.number); END;\n" },
    { 6, "CREATE TRIGGER appeal_moves AFTER UPDATE OF lead, stage, due_at ON "
         "appeal\n"
         "WHEN old.lead <> new.lead OR old.stage <> new.stage OR old.due_at <> "
         "new.due_at\n"
         "BEGIN INSERT INTO appeal_moved (number, lead, stage, due_at)\n"
         "    VALUES (old.number, old.lead, old.stage, old.due_at)\n"
         "    ON CONFLICT DO NOTHING; END;\n" },
    { 6, "CREATE VIEW appeal_in_lists (lead, stage, due_at, number) AS\n"
         "SELECT lead, stage, due_at, number FROM appeal_listed AS l\n"
         "WHERE NOT EXISTS (SELECT 1 FROM appeal_moved AS m WHERE m.number = "
         "l.number)\n"
         "UNION ALL\n"
         "SELECT a.lead, a.stage, a.due_at, a.number\n"
         "FROM appeal_moved AS m CROSS JOIN appeal AS a ON a.number = "
         "m.number;\n" },
    { 6,
      "-- The units that have, or had, cases: found one by one in the lists.\n"
      "CREATE VIEW appeal_leads (lead) AS\n"
      "WITH RECURSIVE listed (lead) AS (\n"
      "    SELECT MIN(lead) FROM appeal_listed WHERE lead > ''\n"
      "    UNION ALL\n"
      "    SELECT (SELECT MIN(l.lead) FROM appeal_listed AS l WHERE l.lead > "
      "u.lead)\n"
      "    FROM listed AS u WHERE u.lead IS NOT NULL\n"
      ")\n"
      "SELECT lead FROM listed WHERE lead > ''\n"
      "UNION\n"
      "SELECT a.lead FROM appeal_moved AS m JOIN appeal AS a ON a.number = "
      "m.number\n"
      "WHERE a.lead > '';\n" },
    { 7,
      "-- 0007: cases of which nothing is published, whatever their row says:\n"
      "-- confidential, anonymous, reports of offences (举报), petitions, "
      "diverted,\n"
      "-- merged, withdrawn, erased. The rule is in "
      "feature/appeal/appeal_rows.c. A\n"
      "-- row only for these, so that an ordinary intake writes none.\n"
      "CREATE TABLE appeal_withheld (\n"
      "    number INTEGER PRIMARY KEY\n"
      ") STRICT;\n" },
    { 7, "-- What an older folder holds is not published before `gongzhi "
         "rebuild`.\n"
         "INSERT INTO appeal_withheld (number) SELECT number FROM appeal;\n" },
    { 8, "-- 0008: which units assist in which case and are not done yet. A "
         "row only\n"
         "-- while somebody handles the case. The rule is in\n"
         "-- feature/appeal/appeal_rows.c. Cases of an older folder get their "
         "rows with\n"
         "-- their next event, or all at once by `gongzhi rebuild`.\n"
         "CREATE TABLE appeal_assisting (\n"
         "    number INTEGER NOT NULL,\n"
         "    unit   TEXT    NOT NULL,\n"
         "    due_at INTEGER NOT NULL, -- of the unit's own clock; ms since "
         "1970 UTC\n"
         "    PRIMARY KEY (number, unit)\n"
         ") STRICT, WITHOUT ROWID;\n" },
    { 8, "CREATE INDEX appeal_assisting_by_unit ON appeal_assisting (unit, "
         "due_at);\n" },
    { 9,
      "-- 0009: where the wrapped key of a subject lies: a slot of the file\n"
      "-- subjects.keys, which is overwritten in place. The keys themselves "
      "left the\n"
      "-- database: its free pages, its log and its copies keep what was "
      "deleted.\n"
      "-- (store/vault/slots_move.c moves those of older folders and drops "
      "subject_key.)\n"
      "\n"
      "CREATE TABLE subject_slot (\n"
      "    subject BLOB PRIMARY KEY,\n"
      "    slot    INTEGER UNIQUE,             -- NULL: erased before it had a "
      "key\n"
      "    erased  INTEGER NOT NULL DEFAULT 0  -- 1: nothing more is sealed "
      "for it\n"
      ") STRICT, WITHOUT ROWID;\n" },
    { 9, "CREATE INDEX subject_slot_erased ON subject_slot (slot) WHERE erased "
         "= 1;\n" },
    { 10,
      "-- 0010: who looked at what of people's data, and which cases are "
      "against a\n"
      "-- unit. Follows from the events of schema/access.events and "
      "appeal_accused.\n"
      "\n"
      "-- One row a viewer, case, purpose and hour. Written at the end of its "
      "key.\n"
      "CREATE TABLE access_read (\n"
      "    hour     INTEGER NOT NULL, -- ms since 1970 UTC, a full hour\n"
      "    case_id  BLOB    NOT NULL, -- 16 bytes\n"
      "    account  TEXT    NOT NULL,\n"
      "    role     TEXT    NOT NULL,\n"
      "    unit     TEXT    NOT NULL,\n"
      "    purpose  TEXT    NOT NULL,\n"
      "    relation TEXT    NOT NULL,\n"
      "    fields   TEXT    NOT NULL, -- groups, joined by blanks\n"
      "    PRIMARY KEY (hour, case_id, account, role, unit, purpose, fields)\n"
      ") STRICT, WITHOUT ROWID;\n" },
    { 10, "CREATE INDEX access_read_case ON access_read (case_id, hour);\n" },
    { 10,
      "CREATE INDEX access_read_account ON access_read (account, hour);\n" },
    { 10, "CREATE TABLE access_export (\n"
          "    taken_at INTEGER NOT NULL, -- ms since 1970 UTC\n"
          "    mark     TEXT    NOT NULL,\n"
          "    account  TEXT    NOT NULL,\n"
          "    role     TEXT    NOT NULL,\n"
          "    unit     TEXT    NOT NULL,\n"
          "    rows     INTEGER NOT NULL,\n"
          "    PRIMARY KEY (taken_at, mark)\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 10,
      "CREATE TABLE access_flag (\n"
      "    day     INTEGER NOT NULL, -- days since 1970-01-01\n"
      "    why     TEXT    NOT NULL, -- outside many_hour many_day colleague "
      "own\n"
      "    account TEXT    NOT NULL,\n"
      "    role    TEXT    NOT NULL,\n"
      "    unit    TEXT    NOT NULL,\n"
      "    case_id BLOB    NOT NULL, -- 16 bytes; zero bytes: no single case\n"
      "    n       INTEGER NOT NULL, -- cases\n"
      "    PRIMARY KEY (day, why, account, role, unit, case_id)\n"
      ") STRICT, WITHOUT ROWID;\n" },
    { 10, "CREATE TABLE access_look (\n"
          "    day     INTEGER PRIMARY KEY,\n"
          "    readers INTEGER NOT NULL,\n"
          "    flags   INTEGER NOT NULL\n"
          ") STRICT;\n" },
    { 10, "CREATE TABLE appeal_reported (\n"
          "    unit   TEXT    NOT NULL,\n"
          "    number INTEGER NOT NULL,\n"
          "    PRIMARY KEY (unit, number)\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 11,
      "-- 0011: readings of the accounts: what the log says about each.\n"
      "\n"
      "CREATE TABLE account (\n"
      "    account TEXT PRIMARY KEY,\n"
      "    version INTEGER NOT NULL,\n"
      "    kind    TEXT    NOT NULL, -- staff or resident\n"
      "    state   TEXT    NOT NULL, -- open, locked, closed\n"
      "    rights  INTEGER NOT NULL, -- version at which they last changed\n"
      "    factors INTEGER NOT NULL  -- bits of what is set\n"
      ") STRICT, WITHOUT ROWID;\n" },
    { 11, "CREATE TABLE account_grant (\n"
          "    account TEXT NOT NULL,\n"
          "    role    TEXT NOT NULL,\n"
          "    unit    TEXT NOT NULL, -- '' for none\n"
          "    PRIMARY KEY (account, role, unit)\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 11, "CREATE TABLE account_case (\n"
          "    account TEXT NOT NULL,\n"
          "    case_id BLOB NOT NULL,\n"
          "    PRIMARY KEY (account, case_id)\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 12, "-- 0012: how people prove who they are. Beside the log: a rebuild "
          "leaves it\n"
          "-- alone, and nothing of it ever stands in a leaf.\n"
          "\n"
          "-- What an account can be signed in with. password is an encoded "
          "Argon2id hash,\n"
          "-- or ''. totp is the sealed secret, or NULL; totp_used the newest "
          "step that was\n"
          "-- taken, so that a code serves once.\n"
          "CREATE TABLE sign_in (\n"
          "    account   TEXT PRIMARY KEY,\n"
          "    password  TEXT    NOT NULL,\n"
          "    totp      BLOB,\n"
          "    totp_used INTEGER NOT NULL\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 12, "-- Recovery codes that were not used; keyed hashes.\n"
          "CREATE TABLE recovery_code (\n"
          "    account TEXT NOT NULL,\n"
          "    hash    BLOB NOT NULL,\n"
          "    PRIMARY KEY (account, hash)\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 12,
      "-- Who is signed in. hash is the SHA-256 of the token in the cookie.\n"
      "CREATE TABLE session (\n"
      "    hash    BLOB PRIMARY KEY,\n"
      "    account TEXT    NOT NULL,\n"
      "    role    TEXT    NOT NULL, -- what he acts as now\n"
      "    unit    TEXT    NOT NULL,\n"
      "    rights  INTEGER NOT NULL, -- of the account, when it began\n"
      "    stage   TEXT    NOT NULL, -- full, totp (the second factor is "
      "missing), demo\n"
      "    agent   TEXT    NOT NULL, -- kind of browser, for the list of "
      "sessions\n"
      "    made_at INTEGER NOT NULL, -- ms since 1970 UTC\n"
      "    seen_at INTEGER NOT NULL,\n"
      "    ends_at INTEGER NOT NULL, -- whatever happens\n"
      "    note    BLOB              -- sealed: what the sign-on of another "
      "needs\n"
      ") STRICT, WITHOUT ROWID;\n" },
    { 12, "CREATE INDEX session_of ON session (account);\n" },
    { 12, "CREATE INDEX session_end ON session (ends_at);\n" },
    { 12, "-- Links by which an account is set up; hash of the token.\n"
          "CREATE TABLE setup_link (\n"
          "    hash    BLOB PRIMARY KEY,\n"
          "    account TEXT    NOT NULL,\n"
          "    purpose TEXT    NOT NULL, -- setup or reset\n"
          "    ends_at INTEGER NOT NULL\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 12, "-- Failures in a row, by keyed hash of account or address.\n"
          "CREATE TABLE sign_in_failure (\n"
          "    who      BLOB PRIMARY KEY,\n"
          "    failures INTEGER NOT NULL,\n"
          "    last_at  INTEGER NOT NULL,\n"
          "    until    INTEGER NOT NULL -- not before\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 12, "CREATE INDEX sign_in_failure_age ON sign_in_failure (last_at);\n" },
    { 12, "-- Who somebody is elsewhere: keyed hash of issuer and subject, or "
          "of a phone.\n"
          "CREATE TABLE outside_identity (\n"
          "    who     BLOB PRIMARY KEY,\n"
          "    account TEXT NOT NULL\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 12, "CREATE INDEX outside_identity_of ON outside_identity (account);\n" },
    { 13, "-- 0013: codes sent to phones. Beside the log, for ten minutes.\n"
          "\n"
          "CREATE TABLE phone_code (\n"
          "    handle  BLOB PRIMARY KEY, -- SHA-256 of what the browser has\n"
          "    sealed  BLOB    NOT NULL, -- phone and code\n"
          "    tries   INTEGER NOT NULL,\n"
          "    ends_at INTEGER NOT NULL\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 14, "-- 0014: how long cases are kept, what holds them, and to whom "
          "their personal\n"
          "-- data were given. Follows from the events of "
          "schema/appeal.events; cases of an\n"
          "-- older folder get their rows with their next event, or all at "
          "once by\n"
          "-- `gongzhi rebuild`.\n"
          "\n"
          "-- One row a case that has ended and is not erased.\n"
          "CREATE TABLE appeal_keep (\n"
          "    number      INTEGER PRIMARY KEY,\n"
          "    id          BLOB    NOT NULL,\n"
          "    code        TEXT    NOT NULL,\n"
          "    regime      TEXT    NOT NULL,\n"
          "    received_at INTEGER NOT NULL, -- ms since 1970 UTC\n"
          "    closed_at   INTEGER NOT NULL,\n"
          "    contact     INTEGER NOT NULL, -- 1: name and number are still "
          "there\n"
          "    held        INTEGER NOT NULL  -- 1: nothing may be destroyed\n"
          ") STRICT;\n" },
    { 14,
      "CREATE INDEX appeal_keep_contact ON appeal_keep (regime, closed_at)\n"
      "    WHERE contact = 1 AND held = 0;\n" },
    { 14, "CREATE INDEX appeal_keep_texts ON appeal_keep (regime, closed_at)\n"
          "    WHERE held = 0;\n" },
    { 14, "CREATE TABLE appeal_hold (\n"
          "    number  INTEGER PRIMARY KEY,\n"
          "    code    TEXT    NOT NULL,\n"
          "    basis   TEXT    NOT NULL,\n"
          "    account TEXT    NOT NULL,\n"
          "    unit    TEXT    NOT NULL,\n"
          "    since   INTEGER NOT NULL,\n"
          "    until   INTEGER NOT NULL\n"
          ") STRICT;\n" },
    { 14, "-- The sharing register (共享登记). Written at the end of its key.\n"
          "CREATE TABLE appeal_provided (\n"
          "    at       INTEGER NOT NULL,\n"
          "    number   INTEGER NOT NULL,\n"
          "    version  INTEGER NOT NULL, -- of the event in the case\n"
          "    code     TEXT    NOT NULL,\n"
          "    receiver TEXT    NOT NULL,\n"
          "    way      TEXT    NOT NULL,\n"
          "    fields   TEXT    NOT NULL,\n"
          "    purpose  TEXT    NOT NULL,\n"
          "    basis    TEXT    NOT NULL,\n"
          "    PRIMARY KEY (at, number, version)\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 15, "-- 0015: how many open cases there are by unit, stage, level and "
          "the hour in\n"
          "-- which the answer is due. An inbox counts all of a unit's cases, "
          "which took\n"
          "-- as long as there are cases; of these rows there are as many as "
          "there are\n"
          "-- hours. They are few, so that an intake finds its row among the "
          "pages that\n"
          "-- the writer holds anyway.\n"
          "CREATE TABLE appeal_open (\n"
          "    lead     TEXT    NOT NULL,\n"
          "    stage    TEXT    NOT NULL,\n"
          "    level    TEXT    NOT NULL,\n"
          "    due_hour INTEGER NOT NULL, -- due_at / 3600000; 0: no term\n"
          "    n        INTEGER NOT NULL,\n"
          "    PRIMARY KEY (lead, stage, level, due_hour)\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 15,
      "-- Stages in which somebody has a case, or must give it to somebody.\n"
      "CREATE VIEW appeal_open_stage (stage) AS\n"
      "VALUES ('placed'), ('dispatched'), ('disputed'), ('handling'), "
      "('paused'),\n"
      "    ('replied'), ('review');\n" },
    { 15, "INSERT INTO appeal_open (lead, stage, level, due_hour, n)\n"
          "SELECT lead, stage, level, due_at / 3600000, COUNT(*) FROM appeal\n"
          "WHERE stage IN (SELECT stage FROM appeal_open_stage)\n"
          "GROUP BY 1, 2, 3, 4;\n" },
    { 15,
      "CREATE TRIGGER appeal_opens AFTER INSERT ON appeal\n"
      "WHEN new.stage IN ('placed', 'dispatched', 'disputed', 'handling', "
      "'paused',\n"
      "    'replied', 'review')\n"
      "BEGIN INSERT INTO appeal_open (lead, stage, level, due_hour, n)\n"
      "    VALUES (new.lead, new.stage, new.level, new.due_at / 3600000, 1)\n"
      "    ON CONFLICT DO UPDATE SET n = n + 1; END;\n" },
    { 15,
      "CREATE TRIGGER appeal_open_leaves AFTER UPDATE OF lead, stage, level, "
      "due_at\n"
      "ON appeal\n"
      "WHEN old.stage IN ('placed', 'dispatched', 'disputed', 'handling', "
      "'paused',\n"
      "    'replied', 'review')\n"
      "BEGIN UPDATE appeal_open SET n = n - 1\n"
      "    WHERE lead = old.lead AND stage = old.stage AND level = old.level\n"
      "        AND due_hour = old.due_at / 3600000; END;\n" },
    { 15,
      "CREATE TRIGGER appeal_open_ends AFTER UPDATE OF n ON appeal_open\n"
      "WHEN new.n = 0\n"
      "BEGIN DELETE FROM appeal_open\n"
      "    WHERE lead = new.lead AND stage = new.stage AND level = new.level\n"
      "        AND due_hour = new.due_hour; END;\n" },
    { 15,
      "CREATE TRIGGER appeal_open_comes AFTER UPDATE OF lead, stage, level, "
      "due_at\n"
      "ON appeal\n"
      "WHEN new.stage IN ('placed', 'dispatched', 'disputed', 'handling', "
      "'paused',\n"
      "    'replied', 'review')\n"
      "BEGIN INSERT INTO appeal_open (lead, stage, level, due_hour, n)\n"
      "    VALUES (new.lead, new.stage, new.level, new.due_at / 3600000, 1)\n"
      "    ON CONFLICT DO UPDATE SET n = n + 1; END;\n" },
    { 15, "-- Units with open cases are found in the counts.\n"
          "DROP VIEW appeal_leads;\n" },
    { 16, "-- 0016: which files below attachments/ belong to a case. Follows "
          "from the events\n"
          "-- of appeal_attached. A file that is not here is a draft or was "
          "left behind by a\n"
          "-- crash, and is removed when it is old enough.\n"
          "CREATE TABLE appeal_attachment (\n"
          "    file_id BLOB    PRIMARY KEY, -- 16 bytes: its name\n"
          "    number  INTEGER NOT NULL,\n"
          "    erased  INTEGER NOT NULL     -- 1: its citizen was erased, the "
          "file goes\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 17, "-- 0017: readings of the requests of persons about their own data.\n"
          "\n"
          "CREATE TABLE request (\n"
          "    id           BLOB    PRIMARY KEY, -- 16 bytes\n"
          "    version      INTEGER NOT NULL,\n"
          "    kind         TEXT    NOT NULL,\n"
          "    way          TEXT    NOT NULL, -- account, code, counter\n"
          "    stage        TEXT    NOT NULL,\n"
          "    outcome      TEXT    NOT NULL, -- '' until it is answered\n"
          "    is_open      INTEGER NOT NULL, -- 1: still to be answered\n"
          "    account      TEXT    NOT NULL, -- of the person, or ''\n"
          "    case_id      BLOB    NOT NULL, -- 16 bytes; zero bytes: all "
          "that is his\n"
          "    submitted_at INTEGER NOT NULL, -- ms since 1970 UTC\n"
          "    due_at       INTEGER NOT NULL\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 17, "CREATE INDEX request_by_time ON request (is_open, due_at, id);\n" },
    { 17,
      "CREATE INDEX request_by_account ON request (account, submitted_at);\n" },
    { 17,
      "CREATE INDEX request_by_case ON request (case_id, submitted_at);\n" },
    { 18, "-- 0018: the lists of units know the level, so that asking for one "
          "reads the\n"
          "-- list alone and not each case of another level.\n"
          "ALTER TABLE appeal_listed ADD COLUMN level TEXT NOT NULL DEFAULT "
          "'';\n" },
    { 18, "UPDATE appeal_listed SET level = COALESCE((SELECT a.level FROM "
          "appeal AS a\n"
          "    WHERE a.number = appeal_listed.number), '');\n" },
    { 18, "DROP TRIGGER IF EXISTS appeal_moves;\n" },
    { 18,
      "CREATE TRIGGER appeal_moves AFTER UPDATE OF lead, stage, due_at, level\n"
      "ON appeal\n"
      "WHEN old.lead <> new.lead OR old.stage <> new.stage OR old.due_at <> "
      "new.due_at\n"
      "    OR old.level <> new.level\n"
      "BEGIN INSERT INTO appeal_moved (number, lead, stage, due_at)\n"
      "    VALUES (old.number, old.lead, old.stage, old.due_at)\n"
      "    ON CONFLICT DO NOTHING; END;\n" },
    { 19, "-- 0019: what is kept from its receipt on is found by its day; "
          "until now all\n"
          "-- that was not yet due was read each night.\n"
          "CREATE INDEX appeal_keep_contact_received ON appeal_keep (regime, "
          "received_at)\n"
          "    WHERE contact = 1 AND held = 0;\n" },
    { 19, "CREATE INDEX appeal_keep_texts_received ON appeal_keep (regime, "
          "received_at)\n"
          "    WHERE held = 0;\n" },
    { 20,
      "-- 0020: what was suggested, and what people made of it. Follows from "
      "the events\n"
      "-- appeal_suggested.\n"
      "\n"
      "CREATE TABLE suggestion (\n"
      "    case_id       BLOB    NOT NULL, -- 16 bytes\n"
      "    version       INTEGER NOT NULL, -- of the event in its stream\n"
      "    of            TEXT    NOT NULL, -- kind, matter, level, unit\n"
      "    model         TEXT    NOT NULL, -- model/NAME; '': the rulebook's "
      "words\n"
      "    model_version TEXT    NOT NULL,\n"
      "    first         TEXT    NOT NULL, -- '': nothing was suggested\n"
      "    chosen        TEXT    NOT NULL,\n"
      "    probability   INTEGER NOT NULL, -- of the first, in thousandths\n"
      "    sure          INTEGER NOT NULL,\n"
      "    rank          INTEGER NOT NULL, -- of the chosen one: 1 to 3, 0: "
      "none\n"
      "    at            INTEGER NOT NULL, -- ms since 1970 UTC\n"
      "    week          INTEGER NOT NULL, -- weeks since Monday 1969-12-29, "
      "in China\n"
      "    PRIMARY KEY (case_id, version)\n"
      ") STRICT, WITHOUT ROWID;\n" },
    { 20, "CREATE INDEX suggestion_by_model ON suggestion (model, "
          "model_version, week);\n" },
    { 21, "-- 0021: what webhooks were given, for the sharing register "
          "(共享登记): a row a\n"
          "-- webhook, day and row of sharing.csv. It follows from no event: a "
          "rebuild\n"
          "-- leaves it.\n"
          "CREATE TABLE webhook_given (\n"
          "    name       TEXT    NOT NULL, -- of the webhook: the receiver\n"
          "    day        INTEGER NOT NULL, -- days since 1970-01-01, UTC\n"
          "    fields     TEXT    NOT NULL,\n"
          "    purpose    TEXT    NOT NULL,\n"
          "    basis      TEXT    NOT NULL,\n"
          "    n          INTEGER NOT NULL, -- deliveries that were accepted\n"
          "    first_at   INTEGER NOT NULL, -- ms since 1970 UTC\n"
          "    last_at    INTEGER NOT NULL,\n"
          "    first_leaf INTEGER NOT NULL, -- of the log; the id of a "
          "delivery is made of\n"
          "    last_leaf  INTEGER NOT NULL, -- webhook and leaf\n"
          "    PRIMARY KEY (day, name, fields, purpose, basis)\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 22, "-- 0022: what words of the rulebook found in what citizens wrote.\n"
          "\n"
          "CREATE TABLE appeal_attention (\n"
          "    number INTEGER PRIMARY KEY,\n"
          "    degree INTEGER NOT NULL -- 1 to 3; 0: all was set aside\n"
          ") STRICT;\n" },
    { 23, "-- 0023: readings of the entries that people look up.\n"
          "\n"
          "CREATE TABLE knowledge (\n"
          "    id         BLOB    PRIMARY KEY, -- 16 bytes\n"
          "    version    INTEGER NOT NULL,\n"
          "    title      TEXT    NOT NULL, -- of the newest text\n"
          "    unit       TEXT    NOT NULL,\n"
          "    matter     TEXT    NOT NULL,\n"
          "    draft      TEXT    NOT NULL, -- none, written, submitted\n"
          "    live       TEXT    NOT NULL, -- none, published, expired, "
          "withdrawn\n"
          "    over_at    INTEGER NOT NULL, -- the last moment of what is "
          "published; 0\n"
          "    changed_at INTEGER NOT NULL  -- ms since 1970 UTC\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 23, "CREATE INDEX knowledge_by_change ON knowledge (changed_at, id);\n" },
    { 23, "CREATE INDEX knowledge_by_draft ON knowledge (draft, changed_at, "
          "id);\n" },
    { 23, "CREATE INDEX knowledge_by_end ON knowledge (over_at, id) WHERE "
          "over_at > 0;\n" },
    { 23,
      "CREATE TABLE knowledge_live (\n"
      "    id           BLOB    PRIMARY KEY, -- 16 bytes\n"
      "    edition      INTEGER NOT NULL,\n"
      "    title        TEXT    NOT NULL,\n"
      "    question     TEXT    NOT NULL,\n"
      "    answer       TEXT    NOT NULL,\n"
      "    matter       TEXT    NOT NULL,\n"
      "    place        TEXT    NOT NULL,\n"
      "    basis        TEXT    NOT NULL,\n"
      "    unit         TEXT    NOT NULL,\n"
      "    valid_from   INTEGER NOT NULL, -- ms since 1970 UTC; 0: at once\n"
      "    valid_until  INTEGER NOT NULL, -- 0: until it is withdrawn\n"
      "    published_at INTEGER NOT NULL\n"
      ") STRICT, WITHOUT ROWID;\n" },
    { 23, "-- Which entry a reply rests on.\n"
          "CREATE TABLE knowledge_use (\n"
          "    number       INTEGER NOT NULL, -- of the case\n"
          "    round        INTEGER NOT NULL,\n"
          "    knowledge_id BLOB    NOT NULL, -- 16 bytes\n"
          "    at           INTEGER NOT NULL,\n"
          "    PRIMARY KEY (number, round)\n"
          ") STRICT, WITHOUT ROWID;\n" },
    { 23, "CREATE INDEX knowledge_use_by_entry ON knowledge_use (knowledge_id, "
          "at);\n" },
};

const char *const readings_empty[29] = {
    "DELETE FROM timer",
    "DELETE FROM appeal",
    "DELETE FROM appeal_source",
    "DELETE FROM appeal_contact",
    "DELETE FROM assessment",
    "DELETE FROM appeal_contact",
    "DELETE FROM appeal_listed",
    "DELETE FROM appeal_moved",
    "DELETE FROM appeal_withheld",
    "DELETE FROM appeal_assisting",
    "DELETE FROM access_read",
    "DELETE FROM access_export",
    "DELETE FROM access_flag",
    "DELETE FROM access_look",
    "DELETE FROM appeal_reported",
    "DELETE FROM account",
    "DELETE FROM account_grant",
    "DELETE FROM account_case",
    "DELETE FROM appeal_keep",
    "DELETE FROM appeal_hold",
    "DELETE FROM appeal_provided",
    "DELETE FROM appeal_open",
    "DELETE FROM appeal_attachment",
    "DELETE FROM request",
    "DELETE FROM suggestion",
    "DELETE FROM appeal_attention",
    "DELETE FROM knowledge",
    "DELETE FROM knowledge_live",
    "DELETE FROM knowledge_use",
};
