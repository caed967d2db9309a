-- Vestigingen met ten minste een examenkandidaat in de sector Techniek, per schooljaar. <5 is ten minste een kandidaat.
SELECT
    'aanbod-examens-' || schooljaar AS id,
    count(DISTINCT vestiging) FILTER (technisch AND laag > 0) AS value
FROM kandidaten("duo-examens")
GROUP BY schooljaar
