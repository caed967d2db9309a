/* Compute the number of a passport again: load the rows when the button is pressed, compare their checksum,
   follow the recipe in the page, and show every step. Without this script a sentence says that it is needed. */
"use strict";

(() => {
  const { abs, atan2, asin, cbrt, cos, hypot, max, min, PI, sin, sqrt } = Math;
  const CLOSE = 1e-9; // relative difference between two computations
  const ALL = "*"; // instead of lines
  const LOCALE = "nl", [GROUP, DECIMAL] = (12345.6).toLocaleString(LOCALE).match(/\D/g);
  const block = document.querySelector(".rc-narekenen");
  if (!block) return;

  /* SHA-256 of bytes; browsers have their own only for some origins. */
  const sha256 = (bytes) => {
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1) if (primes.every((p) => n % p)) primes.push(n);
    const fraction = (root) => (root % 1) * 2 ** 32 | 0;
    const keys = primes.map((p) => fraction(cbrt(p)));
    const state = primes.slice(0, 8).map((p) => fraction(sqrt(p)));
    const view = new DataView(new ArrayBuffer(((bytes.length + 8 >> 6) + 1) * 64));
    new Uint8Array(view.buffer).set(bytes);
    view.setUint8(bytes.length, 0x80);
    view.setBigUint64(view.byteLength - 8, BigInt(bytes.length) * 8n);
    const words = new Int32Array(64), turn = (x, n) => x >>> n | x << 32 - n;
    for (let start = 0; start < view.byteLength; start += 64) {
      let [a, b, c, d, e, f, g, h] = state;
      for (let at = 0; at < 64; at += 1) {
        const x = words[at - 15], y = words[at - 2];
        words[at] = at < 16 ? view.getInt32(start + at * 4)
          : words[at - 16] + words[at - 7] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10);
        const first = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + keys[at] + words[at];
        const second = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c);
        [a, b, c, d, e, f, g, h] = [first + second | 0, a, b, c, d + first | 0, e, f, g];
      }
      [a, b, c, d, e, f, g, h].forEach((word, at) => { state[at] += word; });
    }
    return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  };

  /* The rows of a CSV by their line in the publisher's file; a row is column -> cell. */
  const tableOf = (text) => {
    const rows = [[]];
    for (const [, quoted, bare, end] of text.matchAll(/(?:"([^"]*(?:""[^"]*)*)"|([^,\n]*))(,|\n|$)/g)) {
      rows.at(-1).push(quoted?.replaceAll('""', '"') ?? bare);
      if (end === "\n") rows.push([]);
    }
    const [head, ...body] = rows.slice(0, -1);
    return new Map(body.map((row) => [Number(row[0]), Object.fromEntries(head.map((name, at) => [name, row[at]]))]));
  };

  /* The bytes of a row file, from the script beside it: a page in a folder may not load a CSV. */
  const load = async (set) => {
    const script = document.createElement("script");
    script.src = document.querySelector(`a[href$="/${set}.csv"]`).href.replace(/csv$/, "js");
    await new Promise((done) => {
      script.onload = script.onerror = done;
      document.head.append(script);
    });
    const text = window.rcRijen?.[set];
    if (!text) throw new Error(`het bestand ${set}.js ontbreekt`);
    const packed = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  const format = (number) => number.toLocaleString(LOCALE, { maximumFractionDigits: 4 }).replace("-", "−");
  const amount = ([, low, high], unit = "") => {
    const [first, last] = [low, high].map((end) => format(end) + unit);
    if (first === last) return first;
    return high - low === 1 && /^\d+$/.test(low + unit) ? `${first} of ${last}` : `tussen ${first} en ${last}`;
  };
  const countOf = ({ length }) => format(length) + (length === 1 ? " rij" : " rijen");
  const named = (columns) => `‘${columns.join("’, ‘")}’`;

  /* A number is its value, lowest and highest end; an operation on two takes the ends furthest apart. */
  const between = (low, high = low) => [(low + high) / 2, low, high];
  const add = (all) => all.reduce((one, other) => one.map((end, at) => end + other[at]), [0, 0, 0]);
  const apart = (make, [value, low, high], [other, least, most]) => [make(value, other), make(low, most), make(high, least)];
  const isNear = (one, other) => abs(one - other) <= CLOSE * max(abs(one), abs(other));
  const numberOf = (cell) => {
    const number = Number(cell.replace(",", ".").trim() || NaN);
    if (Number.isNaN(number)) throw new Error(`de cel ‘${cell}’ is geen getal`);
    return number;
  };

  /* Follow a recipe. `read` gives rows of a source; `say` shows a step, and whether it is as stated. */
  const recompute = (recipe, read, say) => {
    const rowsOf = ({ rows = {} }) => Object.entries(rows).flatMap(([source, lines]) => read(source, lines));
    /* The sum of columns in a row; a masked cell stands for counts between two ends. */
    const sumOf = (row, columns, { hidden = {} }) => add(columns.map((name) =>
      between(...(hidden[row[name].trim()] ?? [numberOf(row[name])]))));
    const masked = ({ hidden = {} }, [, low, high]) => (low === high ? "" : Object.entries(hidden)
      .map(([cell, [least, most]]) => ` De cel ‘${cell}’ is afgeschermd, en staat voor ${least} tot en met ${most}.`).join(""));
    const keyOf = (row, { key }) => JSON.stringify(key.map((name) => row[name]));
    const pair = ({ parts }, lead, names) => parts.map((part, at) => follow(part, lead + (names[at] ?? "deel") + ": "));

    const sum = (step, lead, rows) => {
      if (step.parts) {
        const parts = pair(step, lead, []), ends = add(parts);
        return [ends, `${parts.map((part) => amount(part)).join(" + ")} = ${amount(ends)}.`];
      }
      const columns = step.counts ?? step.key, ends = add(rows.map((row) => sumOf(row, columns, step)));
      return [ends, `de som van ${named(columns)} over ${countOf(rows)} is ${amount(ends)}.${masked(step, ends)}`];
    };
    const kinds = (step, rows, count) => `verschillende waarden van ${named(step.key)} in ${countOf(rows)}: ${format(count)}.`;
    const compared = (make, tell) => (step, lead) => {
      const [before, after] = pair(step, lead, ["begin", "einde"]), ends = apart(make, after, before);
      return [ends, tell(amount(before), amount(after), ends)];
    };
    const OPERATIONS = {
      sum,
      "nearest-within": sum,
      count: (step, lead, rows) => [between(rows.length), `er zijn ${countOf(rows)}.`],
      distinct: (step, lead, rows) => {
        const { size } = new Set(rows.map((row) => keyOf(row, step)));
        return [between(size), kinds(step, rows, size)];
      },
      groups: (step, lead, rows) => {
        const { minimum } = step.settings, groups = {};
        for (const row of rows) (groups[keyOf(row, step)] ??= []).push(sumOf(row, step.counts, step));
        const sums = Object.values(groups).map(add);
        const ends = between(...[1, 2].map((end) => sums.filter((group) => group[end] >= minimum).length));
        return [ends, `${kinds(step, rows, sums.length)} Met een som van ${named(step.counts)} van ten minste ${minimum}: ${amount(ends)}.${masked(step, ends)}`];
      },
      share: (step, lead) => {
        const [part, rest] = pair(step, lead, ["teller", "rest"]), whole = amount(add([part, rest]));
        say(`${lead}noemer: ${amount(part)} + ${amount(rest)} = ${whole}.`);
        if (step.settings) checkReach(step, lead);
        const ends = apart((one, other) => 100 * one / (one + other || 1), part, rest);
        return [ends, `${amount(part)} van ${whole} is ${amount(ends, "%")}.`];
      },
      difference: compared((last, first) => last - first, (before, after, ends) => `${after} min ${before} is ${amount(ends)}.`),
      change: compared((last, first) => 100 * (last / first - 1), (before, after, ends) => `van ${before} naar ${after} is ${amount(ends, "%")} erbij.`),
      copy: (step, lead, [row]) => {
        const ends = between(numberOf(row[step.key[0]]));
        return [ends, `in ${named(step.key)} staat ${amount(ends)}.`];
      },
    };
    const follow = (step, lead) => {
      const [ends, text] = OPERATIONS[step.operation](step, lead, rowsOf(step)), stated = [step.value, step.low, step.high];
      const fits = ends.every((end, at) => isNear(end, stated[at]));
      say(lead + (fits ? text : `${text} In het recept staat ${amount(stated)}: dat is anders.`), fits);
      return ends;
    };

    /* Whether the homes of the first part are within the radius of a location, and those of the rest are not. A home
       is at the mean point of its postcode; a location at its building, or else at that of its postcode. */
    const checkReach = ({ settings, parts }, lead) => {
      const all = (sources) => [sources].flat().flatMap((source) => read(source, ALL)), sums = {};
      for (const row of all(settings.spots)) {
        const point = ["longitude", "latitude"].map((name) => Number(row[`gecorrigeerd: ${name}`] || row[name]));
        const code = row[settings.spot_key];
        sums[code] = add([sums[code] ?? [0, 0, 0], [...toRd(point), 1]]);
      }
      const spotOf = (code) => sums[code] && sums[code].map((sum) => sum / sums[code][2]);
      const places = all(settings.buildings).map((row) => toRd(JSON.parse(row.geometry).coordinates));
      places.push(...all(settings.addresses).map((row) => spotOf(row[settings.address_key].slice(0, 4))).filter(Boolean));
      const km = settings.radius_km, wrong = parts.flatMap((part, side) => rowsOf(part).map((row) => row[settings.home_key]).filter((code) => {
        const [x, y] = spotOf(code);
        const beyond = min(...places.map(([a, b]) => hypot(x - a, y - b))) - km * 1000;
        return (beyond > 0) !== (side === 1) && abs(beyond) > 1e-6;
      }));
      const found = wrong.join(", ") || "geen";
      say(`${lead}afstand: postcodes aan de verkeerde kant van ${km} km rond ${format(places.length)} locaties: ${found}.`, !wrong.length);
    };
    return follow(recipe, "");
  };

  /* Degrees (WGS 84) as metres in RD (EPSG:28992), by IOGP 373-7-2: moved to the ellipsoid of Bessel, then projected. */
  const radians = (degrees) => degrees * PI / 180;
  const ellipsoid = (axis, flattening) => [axis, flattening * (2 - flattening)];
  const radiusAt = ([axis, squared], latitude) => axis / sqrt(1 - squared * sin(latitude) ** 2);
  const WGS84 = ellipsoid(6378137, 1 / 298.257223563), BESSEL = ellipsoid(6377397.155, 1 / 299.1528128);
  const [RX, RY, RZ] = [0.398957388243134, -0.343987817378283, 1.87740163998045].map((seconds) => radians(seconds / 3600));
  const [LATITUDE, LONGITUDE] = [52.1561605555556, 5.38763888888889].map(radians);
  const [AXIS, SQUARED] = BESSEL, E = sqrt(SQUARED), MIDDLE = sin(LATITUDE);
  const RADIUS = AXIS * sqrt(1 - SQUARED) / (1 - SQUARED * MIDDLE ** 2);
  const POWER = sqrt(1 + SQUARED * cos(LATITUDE) ** 4 / (1 - SQUARED));
  const stretched = (s) => ((1 + s) / (1 - s) * ((1 - E * s) / (1 + E * s)) ** E) ** POWER;
  const START = (stretched(MIDDLE) - 1) / (stretched(MIDDLE) + 1);
  const FACTOR = (POWER + MIDDLE) * (1 - START) / ((POWER - MIDDLE) * (1 + START));
  const onSphere = (s) => asin((FACTOR * stretched(s) - 1) / (FACTOR * stretched(s) + 1));
  const toRd = (degrees) => {
    const [longitude, latitude] = degrees.map(radians), wide = radiusAt(WGS84, latitude), level = wide * cos(latitude);
    const [x, y, z] = [level * cos(longitude) - 565.4171, level * sin(longitude) - 50.3319, wide * (1 - WGS84[1]) * sin(latitude) - 465.5524]
      .map((part) => part / (1 + 4.0725e-6));
    const [a, b, c] = [x - RZ * y + RY * z, RZ * x + y - RX * z, -RY * x + RX * y + z];
    let bessel = latitude;
    for (let round = 0; round < 6; round += 1) bessel = atan2(c + SQUARED * radiusAt(BESSEL, bessel) * sin(bessel), hypot(a, b));
    const origin = onSphere(MIDDLE), sphere = onSphere(sin(bessel)), turn = POWER * (atan2(b, a) - LONGITUDE);
    const size = 2 * RADIUS * 0.9999079 / (1 + sin(sphere) * sin(origin) + cos(sphere) * cos(origin) * cos(turn));
    return [155000 + size * cos(sphere) * sin(turn), 463000 + size * (sin(sphere) * cos(origin) - cos(sphere) * sin(origin) * cos(turn))];
  };

  /* Whether a text has these ends, rounded as written. */
  const isShown = (text, [, ...ends]) => {
    const numbers = text.replaceAll(GROUP, "").replaceAll(DECIMAL, ".").replaceAll("−", "-").replaceAll("€", "")
      .match(/-?\d+\.?\d*/g);
    return numbers && ends.every((end, at) => {
      const number = numbers[at] ?? numbers[0], half = 0.5 / 10 ** (number.split(".")[1] ?? "").length;
      return abs(number - end) <= half + CLOSE * abs(end);
    });
  };

  const linesOf = (lines) => [...lines.matchAll(/(\d+)(?:-(\d+))?/g)].flatMap(([, first, last = first]) =>
    Array.from({ length: last - first + 1 }, (_, at) => Number(first) + at));

  const run = async (say) => {
    const { recipe, files } = JSON.parse(block.querySelector("script").textContent), tables = {};
    for (const [source, { title, set, sha256: stated }] of Object.entries(files)) {
      const bytes = await load(set), found = sha256(bytes), fits = found === stated, start = found.slice(0, 12);
      tables[source] = tableOf(new TextDecoder().decode(bytes));
      const verdict = fits ? "klopt." : "klopt niet: de rijen zijn veranderd.";
      say(`wij lezen ${countOf([...tables[source]])} van ‘${title}’. Controlegetal ${start}… ${verdict}`, fits);
    }
    return recompute(recipe, (source, lines) => {
      const wanted = lines === ALL ? [...tables[source].keys()] : linesOf(lines);
      const gone = wanted.find((line) => !tables[source].has(line));
      if (gone) throw new Error(`regel ${gone} ontbreekt in het bestand`);
      return wanted.map((line) => tables[source].get(line));
    }, say);
  };

  const tell = (tag, text, fits = true) => Object.assign(document.createElement(tag),
    { className: fits ? "" : "rc-fout", textContent: text[0].toUpperCase() + text.slice(1) });
  const controls = block.querySelector(".rc-bediening"), result = block.querySelector("[role=status]");
  controls.hidden = false;
  controls.addEventListener("click", async () => {
    const shown = document.querySelector(".rc-pas > .rc-groot").textContent, steps = document.createElement("ol");
    const say = (text, fits) => steps.append(tell("li", text, fits));
    let outcome = `let op: dit is anders dan wat op deze pagina staat (${shown}).`, right = false;
    result.replaceChildren(tell("p", "bezig met rekenen …"));
    try {
      right = isShown(shown, await run(say)) && !steps.querySelector(".rc-fout");
      if (right) outcome = `dat is het getal op deze pagina: ${shown}.`;
    } catch (error) {
      outcome = `let op: narekenen lukt hier niet (${error.message}).`;
    }
    result.replaceChildren(steps, tell("p", outcome, right));
  });
})();
