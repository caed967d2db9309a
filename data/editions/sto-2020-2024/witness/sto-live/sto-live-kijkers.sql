-- Verschillende kijkers tijdens de uitzending, in de gekozen lezing: gemiddelde, hoogste of totaal.
SELECT
    'sto-live-kijkers' AS id,
    CASE getvariable('reading')
        WHEN 'gemiddelde' THEN avg(kijkers_live_uniek::INTEGER)
        WHEN 'hoogste' THEN max(kijkers_live_uniek::INTEGER)
        WHEN 'totaal' THEN sum(kijkers_live_uniek::INTEGER)
    END AS value
FROM "sto_live"
