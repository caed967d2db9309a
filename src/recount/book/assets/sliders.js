/* A slider over the rows of a table shows the selected row.
   Without this script the slider stays hidden, and the table shows everything. */
"use strict";

(() => {
  const create = (tag, css, text = "") =>
    Object.assign(document.createElement(tag), { className: css, textContent: text });
  const textsOf = (row) => [...row.cells].map((cell) => cell.textContent.trim());

  /* A percentage is also drawn as a bar. */
  const line = (head, value) => {
    const share = /^(\d+(?:[.,]\d+)?)%$/.exec(value);
    const bar = create("span", "rc-staaf");
    if (share) bar.style.setProperty("--deel", `${share[1].replace(",", ".")}%`);
    const whole = create("span", "rc-regel");
    whole.append(create("span", "", `${head} `), bar, create("strong", "", `${value} `));
    return whole;
  };

  for (const block of document.querySelectorAll("section[data-tabel]")) {
    const table = document.querySelector(`#tabel-${CSS.escape(block.dataset.tabel)} table`);
    if (!table) continue;
    const slider = block.querySelector("input");
    const shown = block.querySelector("output");
    const heads = textsOf(table.tHead.rows[0]);
    const rows = [...table.tBodies[0].rows].map(textsOf);
    const show = () => {
      const [chosen, ...values] = rows[slider.value];
      slider.setAttribute("aria-valuetext", chosen);
      const lines = values.map((value, at) => line(heads[at + 1], value));
      shown.replaceChildren(create("strong", "rc-gekozen", `${chosen} `), ...lines);
    };
    slider.addEventListener("input", show);
    block.hidden = false;
    show();
  }
})();
