-- Deel van de kosten dat bedrijven bijdragen volgens een publicatie: eerste norm, lagere norm, en gepland.
SELECT
    'cofinanciering-' || CASE id
        WHEN getvariable('first_norm') THEN 'eerste-norm'
        WHEN getvariable('norm') THEN 'lagere-norm'
        ELSE 'gepland'
    END AS id,
    waarde::DOUBLE AS value
FROM "publicaties"
WHERE id IN (getvariable('first_norm'), getvariable('norm'), getvariable('planned'))
