-- Plafonds per jaar, en voor de verlenging budget of vast deel.
WITH plafonds AS (
    SELECT sum(waarde::DOUBLE) AS bedrag
    FROM "publicaties"
    WHERE id GLOB getvariable('caps') AND regexp_full_match(periode, '[0-9]{4}')
), verlenging AS (
    SELECT
        budget.waarde::DOUBLE AS budget,
        plafonds.bedrag * regel.waarde::DOUBLE / 100 AS vast_deel
    FROM "publicaties" AS budget, "publicaties" AS regel, plafonds
    WHERE budget.id = getvariable('extension') AND regel.id = getvariable('extension_rule')
)
SELECT 'investering-plafond' AS id, plafonds.bedrag + least(budget, vast_deel) AS value
FROM plafonds, verlenging
