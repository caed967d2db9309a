-- De gepubliceerde verwachting voor de bovenbouw van het vmbo en voor het hele vo.
WITH publicatie (id, naam) AS (
    VALUES ('prognose-vmbo-2016', 'bovenbouw-vmbo'), ('prognose-vo-2016', 'hele-vo')
)
SELECT 'leerlingen-2036-gedrukt-' || naam AS id, waarde::DOUBLE AS value
FROM publicatie JOIN "publicaties" USING (id)
