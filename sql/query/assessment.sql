-- Queries of the feature assessment.

-- name: assessment_put
INSERT INTO assessment (unit, version, failures, referrals)
VALUES ($1, $2, $3, $4)
ON CONFLICT (unit) DO UPDATE SET version = excluded.version,
    failures = excluded.failures, referrals = excluded.referrals;

-- name: assessment_list
SELECT unit, failures, referrals FROM assessment ORDER BY unit;
