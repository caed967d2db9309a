-- Het gepubliceerde aantal regio's en dagen, en de landelijke dagen in onze lijst van publicaties.
SELECT 'ondersteuning-regios' AS id, waarde::DOUBLE AS value
FROM "publicaties" WHERE id = getvariable('regions_figure')
UNION ALL
SELECT 'ondersteuning-elders', waarde::DOUBLE FROM "publicaties" WHERE id = getvariable('days_figure')
UNION ALL
SELECT 'ondersteuning-landelijke-dagen', sum(waarde::DOUBLE)
FROM "publicaties" WHERE grootheid = 'landelijke dagen'
