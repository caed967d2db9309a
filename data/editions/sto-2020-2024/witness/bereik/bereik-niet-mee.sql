-- Postcodes van het CBS die niet meetellen: zonder punt, en met een geheim aantal inwoners van de leeftijdsgroep.
SELECT
    unnest(['bereik-zonder-punt', 'bereik-geheim']) AS id,
    unnest([count(*) FILTER (x IS NULL), count(*) FILTER (geheim)]) AS value
FROM inwoners("inwoners-pc4-2020", "postcodepunten-2024")
