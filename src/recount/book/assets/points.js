/* The marks of a figure say what they stand for: under the pointer, after a tap, and with the arrow keys, which
   move the focus, so that a screen reader reads them. The texts are on the page as a list, hidden without this
   script. Left and right go from mark to mark, up and down from series to series. */
"use strict";

(() => {
  const REACH = 48; // pixels between the pointer and a mark
  const MARGIN = 12; // pixels that the element of a mark is larger on every side, as in web.css
  const REST = 80; // milliseconds before another mark is shown, so that the pointer can move onto a text
  const HINT = "Wijs een punt in een figuur aan, of loop er met de pijltjestoetsen langs: dan staat de waarde erbij.";

  const STEPS = { Home: -Infinity, End: Infinity, ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 };

  const memberAt = (members, place) => members[Math.max(0, Math.min(place, members.length - 1))];
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
    const series = [];
    let shown = null;
    let dismissed = null;
    let waiting = 0;

    /* Place the text of a mark towards the middle of the window, and within the figure. */
    const place = (mark) => {
      const text = mark.firstElementChild;
      const own = mark.getBoundingClientRect();
      const around = frame.getBoundingClientRect();
      const centred = (own.left + own.right - text.offsetWidth) / 2;
      const left = Math.max(around.left, Math.min(centred, around.right - text.offsetWidth));
      text.style.left = `${left - own.left}px`;
      mark.classList.toggle("rc-laag", own.top + own.bottom > document.documentElement.clientHeight);
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

    /* The mark whose text an event is on, or the nearest within reach. */
    const at = ({ target, clientX, clientY }) => {
      if (list.contains(target)) return target.closest("li");
      const far = marks.map((mark) => distance(mark, clientX, clientY));
      const least = Math.min(...far);
      return least <= REACH ? marks[far.indexOf(least)] : null;
    };

    const goal = (key, mark) => {
      const across = key === "ArrowUp" || key === "ArrowDown";
      if (!across || series.length === 1) return memberAt(marks, marks.indexOf(mark) + STEPS[key]);
      const own = series.findIndex((members) => members.includes(mark));
      return memberAt(memberAt(series, own + STEPS[key]), series[own].indexOf(mark));
    };

    list.addEventListener("keydown", (event) => {
      if (!(event.key in STEPS) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const mark = goal(event.key, event.target);
      mark.focus();
      show(mark);
    });
    list.addEventListener("focusin", (event) => show(event.target));
    list.addEventListener("focusout", () => show(null));
    frame.addEventListener("pointermove", (event) => {
      if (event.pointerType !== "touch") later(at(event));
    });
    frame.addEventListener("pointerleave", (event) => {
      if (event.pointerType !== "touch") later(list.querySelector("li:focus"));
    });
    document.addEventListener("click", (event) => {
      if (!frame.contains(event.target)) show(list.querySelector("li:focus"));
      else show(at(event));
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !shown) return;
      dismissed = shown;
      show(null);
    });

    list.setAttribute("role", "listbox");
    for (const mark of marks) {
      if ("reeks" in mark.dataset) series.push([]);
      series.at(-1).push(mark);
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
