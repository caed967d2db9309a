-- Een aantal zoals DUO het afdrukt: <5 is 1 tot 4.
CREATE MACRO laagste(aantal) AS CASE WHEN aantal = '<5' THEN 1 ELSE aantal::INTEGER END;
CREATE MACRO hoogste(aantal) AS CASE WHEN aantal = '<5' THEN 4 ELSE aantal::INTEGER END;

-- Het deel als percentage van deel en rest samen, over de rijen van een groep.
CREATE MACRO percentage(is_deel, deel, rest) AS
    100 * sum(CASE WHEN is_deel THEN deel ELSE 0 END) / sum(CASE WHEN is_deel THEN deel ELSE rest END);

-- Leerjaar 3, en ook 4 als de parameter study dat zegt.
CREATE MACRO gekozen(leerjaar) AS
    leerjaar = 3 OR (leerjaar = 4 AND getvariable('study') = 'leerjaar 3 en 4');
