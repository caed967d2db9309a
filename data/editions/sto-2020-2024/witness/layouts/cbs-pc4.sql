-- De achtste rij heeft de namen van de leeftijdsklassen; namen en eenheden daaronder vallen af.
SELECT "Postcode-4", "tot 15 jaar", "15 tot 25 jaar"
FROM read_csv(getvariable('file'), delim = ',', header = true, skip = 7, all_varchar = true)
WHERE TRY_CAST("Postcode-4" AS DOUBLE) IS NOT NULL
