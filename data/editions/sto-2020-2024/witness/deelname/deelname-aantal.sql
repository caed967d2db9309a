-- Vestigingen met ten minste één leerling van elke soort.
SELECT 'deelname-aantal-' || naam AS id, count(vestiging) AS value
FROM (VALUES ('techniek'), ('niet-techniek'), ('theoretisch'), ('overige-techniek'), ('praktijk')) AS namen (naam)
LEFT JOIN soorten("duo-leerlingen") ON soort = naam
GROUP BY naam
