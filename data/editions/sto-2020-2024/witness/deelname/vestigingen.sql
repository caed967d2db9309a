-- Verschillende vestigingen die op de peildatum meedoen, met pro en vso.
SELECT 'vestigingen' AS id, count(DISTINCT vestiging) AS value
FROM deelnemers("deelname")
