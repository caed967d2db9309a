-- Meisjes gedeeld door alle leerlingen van bb, kb en gl in leerjaar 3, op de laatste peildatum: per profiel en samen.
WITH profielen (afdeling, naam) AS (
    FROM (VALUES
        ('Produceren, installeren en energie', 'pie'),
        ('Bouwen, wonen en interieur', 'bwi'),
        ('Mobiliteit en transport', 'mt'),
        ('Media, vormgeving en ICT', 'mvi'),
        ('Maritiem en Techniek', 'mat')
    )
),
groepen (groep, afdeling) AS (
    SELECT naam, afdeling FROM profielen
    UNION ALL
    SELECT 'vijf-profielen', afdeling FROM profielen
    UNION ALL
    SELECT 'vijf-zonder-mvi', afdeling FROM profielen WHERE naam <> 'mvi'
),
laatste AS (
    SELECT * FROM leerlingen("duo-leerlingen") WHERE leerjaar = 3 QUALIFY peildatum = max(peildatum) OVER ()
),
geteld AS (
    SELECT groep, meisje, laag, midden, hoog FROM laatste JOIN groepen USING (afdeling)
    UNION ALL
    SELECT 'alle-leerlingen', meisje, laag, midden, hoog FROM laatste
)
SELECT
    'instroom-meisjes-' || groep AS id,
    percentage(meisje, midden, midden) AS value,
    percentage(meisje, laag, hoog) AS low,
    percentage(meisje, hoog, laag) AS high
FROM geteld
GROUP BY groep
