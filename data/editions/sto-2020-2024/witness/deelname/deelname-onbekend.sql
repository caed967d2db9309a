-- Deelnemende codes, zonder vso, die niet in de telling van DUO staan.
SELECT 'deelname-onbekend' AS id, count(DISTINCT vestiging) AS value
FROM deelnemers("deelname")
WHERE schoolsoort <> 'vso' AND vestiging NOT IN (
    SELECT "BRIN NUMMER" || lpad("VESTIGINGSNUMMER", 2, '0')
    FROM "duo-leerlingen" JOIN bronnen ON bronnen.id = bron
    WHERE peildatum = getvariable('reference_date')::DATE
)
