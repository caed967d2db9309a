-- De code van een vestiging heet in 2022 vestigingsnummer en in 2024 vestigingscode.
SELECT
    coalesce(school ->> '$.properties.vestigingsnummer', school ->> '$.properties.vestigingscode') AS vestiging,
    school ->> '$.geometry.coordinates[0]' AS lengte,
    school ->> '$.geometry.coordinates[1]' AS breedte
FROM (
    SELECT unnest(features) AS school
    FROM read_json(getvariable('file'), columns = {features: 'JSON[]'})
)
