-- Regio's met een techhub of techlab, en met een evenement of techniekdag, als deel van alle regio's.
WITH per_regio AS (
    SELECT
        regio_id,
        bool_or(soort IN ('techhub', 'techlab')) AS plek,
        bool_or(soort IN ('evenement', 'techniekdag')) AS evenement
    FROM "locaties"
    GROUP BY regio_id
)
SELECT
    'evenementen-locaties' AS id,
    100 * count(*) FILTER (plek AND evenement) / (SELECT count(*) FROM "regios") AS value
FROM per_regio
