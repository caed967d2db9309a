-- GeoNames geeft geen kopregel; de namen staan in readme.txt naast het bestand.
SELECT * FROM read_csv(
    getvariable('file'), delim = '\t', header = false, quote = '', all_varchar = true,
    names = [
        'country code', 'postal code', 'place name', 'admin name1', 'admin code1', 'admin name2',
        'admin code2', 'admin name3', 'admin code3', 'latitude', 'longitude', 'accuracy'
    ]
)
