-- Een bedrag of duur uit een register, met punt of komma.
CREATE MACRO bedrag(tekst) AS replace(tekst, ',', '.')::DECIMAL(18, 2);

-- Loopt iets op een dag? De eerste en de laatste dag tellen mee; zonder einddatum loopt het nog.
CREATE MACRO loopt(begindatum, einddatum, dag) AS
    begindatum::DATE <= dag::DATE AND coalesce(einddatum::DATE >= dag::DATE, true);

-- Het bedrag in de gekozen lezing: van één soort, of van een soort min een andere ('vastgesteld min teruggevorderd').
CREATE MACRO gekozen_bedrag(soort, tekst) AS CASE soort
    WHEN split_part(getvariable('reading'), ' min ', 1) THEN bedrag(tekst)
    WHEN split_part(getvariable('reading'), ' min ', 2) THEN -bedrag(tekst)
END;

-- Telt een bijdrage van een bedrijf mee in de gekozen lezing?
CREATE MACRO gekozen_bijdrage(vorm, aanvaard) AS
    (vorm = 'geld' OR getvariable('form') = 'geld en natura')
    AND (aanvaard = 'ja' OR getvariable('acceptance') = 'alle');

-- Het deel van de kosten dat bedrijven bijdragen: van subsidie en bijdrage samen, of van de subsidie alleen.
CREATE MACRO deel_van_kosten(bijdrage, subsidie) AS
    100 * bijdrage / (subsidie + CASE getvariable('basis') WHEN 'van de subsidie' THEN 0 ELSE bijdrage END);
