-- Som van de bijdragen: in geld en in natura van wat is aanvaard, en van wat niet is aanvaard.
SELECT
    'cofinanciering-' || CASE aanvaard WHEN 'ja' THEN vorm ELSE 'niet-aanvaard' END AS id,
    sum(bedrag(bedrag)) AS value
FROM "cofinanciering"
GROUP BY 1
