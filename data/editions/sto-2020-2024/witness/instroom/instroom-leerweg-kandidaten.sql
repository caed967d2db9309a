-- Aandeel techniek onder kandidaten van een leerweg: het laatste schooljaar zonder <5, min het eerste.
WITH zonder_masker AS (
    SELECT schooljaar
    FROM kandidaten("duo-examens")
    GROUP BY schooljaar
    HAVING NOT bool_or(afgeschermd)
),
aandelen AS (
    SELECT leerweg, schooljaar, percentage(technisch, midden, midden) AS aandeel
    FROM kandidaten("duo-examens")
    WHERE schooljaar IN (FROM zonder_masker)
    GROUP BY leerweg, schooljaar
)
SELECT
    'instroom-leerweg-kandidaten-' || leerweg AS id,
    arg_max(aandeel, schooljaar) - arg_min(aandeel, schooljaar) AS value
FROM aandelen
GROUP BY leerweg
