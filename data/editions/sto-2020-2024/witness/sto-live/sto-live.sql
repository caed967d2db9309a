-- Uitzendingen tot de dag van uitlezen, hun views, en de views per uitzending.
WITH uitzendingen AS (
    SELECT views::INTEGER AS views
    FROM "sto_live"
    WHERE datum::DATE <= uitgelezen_op::DATE
)
SELECT 'sto-live-uitzendingen' AS id, count(*) AS value FROM uitzendingen
UNION ALL
SELECT 'sto-live-views', sum(views) FROM uitzendingen
UNION ALL
SELECT 'sto-live-gemiddeld', avg(views) FROM uitzendingen
