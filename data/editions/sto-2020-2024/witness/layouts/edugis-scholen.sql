-- De code van een vestiging heet in 2022 vestigingsnummer en in 2024 vestigingscode; rij is de plaats in het bestand.
SELECT
    rij,
    coalesce(school ->> '$.properties.vestigingsnummer', school ->> '$.properties.vestigingscode') AS vestiging,
    school ->> '$.geometry.coordinates[0]' AS lengte,
    school ->> '$.geometry.coordinates[1]' AS breedte
FROM (
    SELECT unnest(features) AS school, generate_subscripts(features, 1) AS rij
    FROM read_json(getvariable('file'), columns = {features: 'JSON[]'})
)
