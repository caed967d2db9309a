-- Regio's met een goedgekeurd plan op de peildatum.
SELECT 'regios' AS id, count(*) AS value
FROM "regios"
WHERE loopt(begindatum, einddatum, getvariable('reference_date'))
