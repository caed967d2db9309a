-- Regio's van elke soort op de peildatum.
SELECT 'regios-' || replace(soort, ' ', '-') AS id, count(*) AS value
FROM "regios"
WHERE loopt(begindatum, einddatum, getvariable('reference_date'))
GROUP BY soort
