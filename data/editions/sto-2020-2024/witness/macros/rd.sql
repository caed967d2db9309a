-- Punten met lengte en breedte (graden in WGS84) krijgen x en y in RD (EPSG:28992), in meters.
-- De formules staan in IOGP 373-7-2 (EPSG-methoden 9607 en 9809). De getallen zijn die van EPSG: 7004 (ellipsoïde van
-- Bessel), 4833 (Amersfoort naar WGS 84; PROJ keert haar om) en 19914 (RD New). Het raster van NSGI doet niet mee.
CREATE MACRO kromtestraal(a, e2, b) AS a / sqrt(1 - e2 * sin(b) ** 2);
CREATE MACRO isometrische_breedte(e, b) AS ln(tan(pi() / 4 + b / 2) * ((1 - e * sin(b)) / (1 + e * sin(b))) ** (e / 2));
CREATE MACRO in_rd(punten) AS TABLE
    WITH vast AS (
        SELECT 1 / 298.257223563 AS f_wgs, f_wgs * (2 - f_wgs) AS e2_wgs,
            6377397.155 AS a, 1 / 299.1528128 AS f, f * (2 - f) AS e2, sqrt(e2) AS e,
            radians(0.398957388243134 / 3600) AS ru, radians(-0.343987817378283 / 3600) AS rv,
            radians(1.87740163998045 / 3600) AS rw, 1 + 4.0725e-6 AS schaal,
            radians(5 + 23 / 60 + 15.5 / 3600) AS l0, radians(52 + 9 / 60 + 22.178 / 3600) AS b0,
            sqrt(1 + e2 * cos(b0) ** 4 / (1 - e2)) AS n, asin(sin(b0) / n) AS bol0,
            ln(tan(pi() / 4 + bol0 / 2)) - n * isometrische_breedte(e, b0) AS m,
            2 * 0.9999079 * a * sqrt(1 - e2) / (1 - e2 * sin(b0) ** 2) AS r2
    ),
    op_wgs84 AS (
        SELECT p, radians(lengte::DOUBLE) AS l, radians(breedte::DOUBLE) AS b, kromtestraal(6378137, e2_wgs, b) AS k,
            k * cos(b) * cos(l) - 565.4171 AS u, k * cos(b) * sin(l) - 50.3319 AS v,
            k * (1 - e2_wgs) * sin(b) - 465.5524 AS w
        FROM query_table(punten) AS p, vast
    ),
    gedraaid AS (
        SELECT p, (u - rw * v + rv * w) / schaal AS u, (rw * u + v - ru * w) / schaal AS v,
            (-rv * u + ru * v + w) / schaal AS w
        FROM op_wgs84, vast
    ),
    op_bessel AS (
        SELECT p, atan2(v, u) AS l, sqrt(u ** 2 + v ** 2) AS r, atan2(w, r * (1 - f)) AS t,
            atan2(w + e2 / (1 - e2) * a * (1 - f) * sin(t) ** 3, r - e2 * a * cos(t) ** 3) AS b
        FROM gedraaid, vast
    ),
    op_bol AS (
        SELECT p, bol0, r2, n * (l - l0) AS dl, 2 * atan(exp(n * isometrische_breedte(e, b) + m)) - pi() / 2 AS bol,
            1 + sin(bol0) * sin(bol) + cos(bol0) * cos(bol) * cos(dl) AS k
        FROM op_bessel, vast
    )
    SELECT unnest(p), 155000 + r2 * cos(bol) * sin(dl) / k AS x,
        463000 + r2 * (cos(bol0) * sin(bol) - sin(bol0) * cos(bol) * cos(dl)) / k AS y
    FROM op_bol;

-- Aan welke kant van de lijn van 1 naar 2 een punt ligt: boven nul, onder nul, of nul als het erop ligt.
CREATE MACRO kant(x1, y1, x2, y2, x, y) AS sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
