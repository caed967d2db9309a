-- Het punt van een postcode van vier cijfers: het gemiddelde van haar punten, na de correcties.
CREATE MACRO postcodepunten(punten) AS TABLE
    WITH verbeterd AS (
        SELECT p."postal code" AS pc4, coalesce(l.nieuw, longitude) AS lengte, coalesce(b.nieuw, latitude) AS breedte
        FROM query_table(punten) AS p
        LEFT JOIN correcties AS l ON l.rij['postal code'] = p."postal code" AND l.kolom = 'longitude'
        LEFT JOIN correcties AS b ON b.rij['postal code'] = p."postal code" AND b.kolom = 'latitude'
    )
    SELECT pc4, avg(x) AS x, avg(y) AS y FROM in_rd(verbeterd) GROUP BY pc4;

-- Het gebouw van elke vestiging: het westelijkste, tenzij er meer zijn dan een kilometer uiteen.
CREATE MACRO gebouwen(scholen) AS TABLE
    SELECT * FROM in_rd(scholen) WINDOW alle AS (PARTITION BY vestiging)
    QUALIFY row_number() OVER (PARTITION BY vestiging ORDER BY lengte::DOUBLE, breedte::DOUBLE) = 1
        AND (max(x) OVER alle - min(x) OVER alle) ** 2 + (max(y) OVER alle - min(y) OVER alle) ** 2 <= 1000 ** 2;

-- Het punt van elke vestiging: een gebouw, anders een later gebouw, anders de postcode van het adres.
CREATE MACRO vestigingspunten(eerst, anders, adressen, punten) AS TABLE
    WITH mogelijk AS (
        SELECT vestiging, x, y, 'gebouw' AS herkomst, 1 AS voorkeur FROM gebouwen(eerst)
        UNION ALL SELECT vestiging, x, y, 'gebouw', 2 FROM gebouwen(anders)
        UNION ALL SELECT VESTIGINGSNUMMER, x, y, 'postcode', 3
        FROM query_table(adressen) JOIN postcodepunten(punten) ON pc4 = left("POSTCODE", 4)
    )
    SELECT * FROM mogelijk QUALIFY voorkeur = min(voorkeur) OVER (PARTITION BY vestiging);

-- Inwoners van de leeftijdsgroep (parameter population) per postcode; een geheim aantal (-99997) telt als nul.
CREATE MACRO inwoners(aantallen, punten) AS TABLE
    WITH klassen AS (
        SELECT pc4, klasse, aantal::DOUBLE AS aantal
        FROM (SELECT *, "Postcode-4"::DOUBLE::INTEGER::VARCHAR AS pc4 FROM query_table(aantallen))
        UNPIVOT (aantal FOR klasse IN ("tot 15 jaar", "15 tot 25 jaar"))
        WHERE getvariable('population') IN (klasse, 'tot 25 jaar')
    )
    SELECT pc4, x, y, sum(greatest(aantal, 0)) AS inwoners, bool_or(aantal = -99997) AS geheim
    FROM klassen LEFT JOIN postcodepunten(punten) USING (pc4)
    GROUP BY ALL;

-- Per groep vestigingen en postcode met een punt: woont men daar binnen de straal (in meters) van een vestiging?
CREATE MACRO nabij(groepen, plaatsen, bewoners, straal) AS TABLE
    SELECT groep, pc4, inwoners, bool_or((b.x - p.x) ** 2 + (b.y - p.y) ** 2 <= straal ** 2) AS binnen
    FROM query_table(groepen) JOIN query_table(plaatsen) AS p USING (vestiging), query_table(bewoners) AS b
    WHERE b.x IS NOT NULL
    GROUP BY ALL;

-- Per groep vestigingen het deel van de inwoners, in procenten, dat binnen de straal woont.
CREATE MACRO bereik(groepen, plaatsen, bewoners, straal) AS TABLE
    SELECT groep, 100 * sum(inwoners) FILTER (binnen) / sum(inwoners) AS deel
    FROM nabij(groepen, plaatsen, bewoners, straal)
    GROUP BY groep;

-- Hetzelfde voor wie zeker en wie misschien genoeg leerlingen heeft (parameter minimum): <5 kan 1 zijn, en 4.
CREATE MACRO bereik_met_grenzen(aanbod, plaatsen, bewoners, straal) AS TABLE
    WITH zeker AS (SELECT groep, vestiging FROM query_table(aanbod) WHERE laag >= getvariable('minimum')),
    misschien AS (SELECT groep, vestiging FROM query_table(aanbod) WHERE hoog >= getvariable('minimum'))
    SELECT groep, laagst.deel AS low, hoogst.deel AS high, (low + high) / 2 AS value
    FROM bereik(zeker, plaatsen, bewoners, straal) AS laagst
    JOIN bereik(misschien, plaatsen, bewoners, straal) AS hoogst USING (groep);
