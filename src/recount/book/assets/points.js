/* The marks of a figure say what they stand for: under the pointer, after a tap, and with the arrow keys, which
   move the focus, so that a screen reader reads them. The texts are on the page as a list, hidden without this
   script. Left and right go from mark to mark, up and down from series to series. */
"use strict";

(() => {
  const REACH = 48; // pixels between the pointer and a mark
  const MARGIN = 12; // pixels that the element of a mark is larger on every side, as in web.css
  const REST = 80; // milliseconds before another mark is shown, so that the pointer can move onto a text
  const HINT = "Wijs een punt in een figuur aan, of loop er met de pijltjestoetsen langs: dan staat de waarde erbij.";

  const lists = [...document.querySelectorAll("ol.rc-punten")].filter((list) => list.children.length);

  /* Pixels from a point to the nearest edge of a mark. */
  const distance = (mark, x, y) => {
    const box = mark.getBoundingClientRect();
    const beside = Math.max(box.left + MARGIN - x, x - box.right + MARGIN, 0);
    const above = Math.max(box.top + MARGIN - y, y - box.bottom + MARGIN, 0);
    return Math.hypot(beside, above);
  };

  const animate = (list) => {
    const frame = list.parentElement;
    const marks = [...list.children];
    const series = [...new Set(marks.map((mark) => mark.dataset.reeks))].map((number) =>
      marks.filter((mark) => mark.dataset.reeks === number));
    let shown = null;
    let dismissed = null;
    let waiting = 0;

    /* Place the text of a mark towards the middle of the window, and within the figure. */
    const place = (mark) => {
      const [text, at, around] = [mark.firstElementChild, mark.getBoundingClientRect(), frame.getBoundingClientRect()];
      const centred = (at.left + at.right - text.offsetWidth) / 2;
      const left = Math.max(around.left, Math.min(centred, around.right - text.offsetWidth));
      text.style.left = `${left - at.left}px`;
      mark.classList.toggle("rc-laag", at.top + at.bottom > document.documentElement.clientHeight);
    };

    const show = (mark) => {
      clearTimeout(waiting);
      shown?.setAttribute("aria-selected", "false");
      shown = mark;
      if (!mark) return;
      for (const one of marks) one.tabIndex = one === mark ? 0 : -1;
      mark.setAttribute("aria-selected", "true");
      place(mark);
    };

    const later = (mark) => {
      clearTimeout(waiting);
      if (mark && mark === dismissed) return;
      dismissed = null;
      if (mark !== shown) waiting = setTimeout(show, REST, mark);
    };

    const nearest = ({ clientX, clientY }) => {
      const far = marks.map((mark) => distance(mark, clientX, clientY));
      const least = Math.min(...far);
      return least <= REACH ? marks[far.indexOf(least)] : null;
    };

    const goal = (key, mark) => {
      const at = marks.indexOf(mark);
      if (key === "Home") return marks[0];
      if (key === "End") return marks.at(-1);
      if (key === "ArrowLeft" || key === "ArrowRight") return marks[at + (key === "ArrowRight" ? 1 : -1)];
      if (key !== "ArrowUp" && key !== "ArrowDown") return null;
      const step = key === "ArrowDown" ? 1 : -1;
      if (series.length === 1) return marks[at + step];
      const own = series.findIndex((members) => members.includes(mark));
      const next = series[own + step];
      return next?.[Math.min(series[own].indexOf(mark), next.length - 1)];
    };

    const keys = ["Home", "End", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
    list.addEventListener("keydown", (event) => {
      if (!keys.includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const mark = goal(event.key, event.target) ?? event.target;
      mark.focus();
      show(mark);
    });
    list.addEventListener("focusin", (event) => show(event.target));
    list.addEventListener("focusout", () => show(null));
    frame.addEventListener("pointermove", (event) => {
      if (event.pointerType === "touch") return;
      if (event.target.closest(".rc-punten span")) clearTimeout(waiting);
      else later(nearest(event));
    });
    frame.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") later(list.querySelector("li:focus"));
    });
    document.addEventListener("click", (event) => {
      if (!frame.contains(event.target)) show(list.querySelector("li:focus"));
      else if (!event.target.closest(".rc-punten span")) show(nearest(event));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !shown) return;
      dismissed = shown;
      show(null);
    });

    list.setAttribute("role", "listbox");
    for (const mark of marks) {
      mark.setAttribute("role", "option");
      mark.setAttribute("aria-selected", "false");
      mark.tabIndex = mark === marks[0] ? 0 : -1;
    }
    list.hidden = false;
  };

  lists.forEach(animate);
  const hint = Object.assign(document.createElement("p"), { className: "rc-bediening rc-melding", textContent: HINT });
  lists[0]?.parentElement.after(hint);
})();
