-- Tot en met 2018-2019 schrijft DUO latin-1, daarna UTF-8.
SELECT * FROM read_csv(
    getvariable('file'), delim = ';', header = true, all_varchar = true,
    encoding = CASE WHEN getvariable('file') LIKE '%examenkandidaten-en-geslaagden-2014-2019.csv%' THEN 'latin-1' ELSE 'utf-8' END
)
