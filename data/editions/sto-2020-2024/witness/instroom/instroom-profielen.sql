-- Leerlingen in de profielen gedeeld door alle leerlingen van bb, kb en gl, in leerjaar 3 op 1 oktober, vanaf 2018.
WITH groepen (groep, afdelingen) AS (
    FROM (VALUES
        ('pie-bwi-en-mt', [
            'Produceren, installeren en energie', 'Bouwen, wonen en interieur', 'Mobiliteit en transport'
        ]),
        ('vijf-profielen', [
            'Produceren, installeren en energie', 'Bouwen, wonen en interieur', 'Mobiliteit en transport',
            'Media, vormgeving en ICT', 'Maritiem en Techniek'
        ])
    )
)
SELECT
    'instroom-profielen-' || groep || '-' || year(peildatum) AS id,
    percentage(afdeling IN afdelingen, midden, midden) AS value,
    percentage(afdeling IN afdelingen, laag, hoog) AS low,
    percentage(afdeling IN afdelingen, hoog, laag) AS high
FROM leerlingen("duo-leerlingen"), groepen
WHERE gekozen(leerjaar) AND peildatum >= (SELECT waarde::DATE FROM aannames WHERE id = 'profielen-vanaf')
GROUP BY groep, peildatum
