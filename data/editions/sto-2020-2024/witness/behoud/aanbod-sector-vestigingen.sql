-- Vestigingen met leerlingen in de sector Techniek in leerjaar 3 en 4 van bb, kb en gl: bij de eerste telling, bij de
-- laatste voor het programma, of bij beide. Verdwenen maar open: bij de laatste telling nog met andere leerlingen.
WITH tellingen AS (
    SELECT DISTINCT vestiging, peildatum
    FROM leerlingen("duo-leerlingen")
    WHERE leerjaar IN (3, 4) AND sector = 'Techniek' AND laag > 0 AND peildatum < '2020-01-01'
),
eerste AS (
    SELECT vestiging FROM tellingen WHERE peildatum = (SELECT min(peildatum) FROM tellingen)
),
laatste AS (
    SELECT vestiging FROM tellingen WHERE peildatum = (SELECT max(peildatum) FROM tellingen)
),
open AS (
    SELECT "BRIN NUMMER" || lpad("VESTIGINGSNUMMER", 2, '0') AS vestiging
    FROM (UNPIVOT "leerlingen-2019" ON COLUMNS('^LEER- OF VERBLIJFSJAAR \d') INTO NAME kolom VALUE aantal)
    GROUP BY ALL
    HAVING sum(laagste(aantal)) > 0
),
verdwenen AS (
    FROM eerste EXCEPT FROM laatste
)
SELECT 'aanbod-sector-behouden' AS id, count(*) AS value FROM eerste SEMI JOIN laatste USING (vestiging)
UNION ALL
SELECT 'aanbod-sector-nieuw', count(*) FROM laatste ANTI JOIN eerste USING (vestiging)
UNION ALL
SELECT 'aanbod-sector-verdwenen', count(*) FROM verdwenen
UNION ALL
SELECT 'aanbod-sector-verdwenen-maar-open', count(*) FROM verdwenen SEMI JOIN open USING (vestiging)
