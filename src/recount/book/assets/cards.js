/* A click on a number opens its card in place. Without this script, and for a click with Ctrl, Cmd, Shift or
   the middle button, the number links to its passport. The card is a popover: the browser closes it on a
   click outside, keeps at most one open, and does not shift the page. */
"use strict";

(() => {
  if (!("popover" in HTMLElement.prototype)) return;

  const GAP = 8;
  const card = document.createElement("div");
  let opener = null;
  let pressed = null;

  const templateOf = (link) => {
    const id = /\/getallen\/([^/]+)\.html$/.exec(decodeURI(link.pathname));
    return id && document.getElementById(`kaart-${id[1]}`);
  };
  const isOpen = () => card.matches(":popover-open");
  const linkAt = (event) => event.target.closest?.("a.rc-getal");

  /* Place the card below the last line of the number, or above it if there is more room. */
  const place = () => {
    const lines = [...opener.getClientRects()];
    const line = lines[lines.length - 1];
    const page = document.documentElement;
    const below = page.clientHeight - line.bottom - GAP;
    const above = line.top - GAP;
    const under = below >= card.offsetHeight || below >= above;
    card.style.maxHeight = `${Math.max(under ? below : above, page.clientHeight / 2) - GAP}px`;
    const top = under ? line.bottom + GAP / 2 : line.top - card.offsetHeight - GAP / 2;
    const lowest = page.clientHeight - card.offsetHeight - GAP;
    const rightmost = page.clientWidth - card.offsetWidth - GAP;
    card.style.top = `${Math.max(GAP, Math.min(top, lowest)) + window.scrollY}px`;
    card.style.left = `${Math.max(GAP, Math.min(line.left, rightmost)) + window.scrollX}px`;
  };

  const open = (link, template) => {
    const close = document.createElement("button");
    close.type = "button";
    close.className = "rc-sluit";
    close.textContent = "×";
    close.setAttribute("aria-label", "Sluiten");
    close.addEventListener("click", () => card.hidePopover());
    card.replaceChildren(close, template.content.cloneNode(true));
    card.setAttribute("aria-label", card.querySelector(".rc-kaartje-naam").textContent);
    card.style.maxHeight = "";
    opener = link;
    card.showPopover();
    place();
    opener.setAttribute("aria-expanded", "true");
    card.focus({ preventScroll: true });
  };

  card.className = "rc-kaartje";
  card.popover = "auto";
  card.tabIndex = -1;
  card.setAttribute("role", "dialog");

  /* Return focus to the number, unless it has moved elsewhere. */
  card.addEventListener("beforetoggle", (event) => {
    if (event.newState !== "closed" || !opener) return;
    opener.setAttribute("aria-expanded", "false");
    if (card.contains(document.activeElement)) opener.focus({ preventScroll: true });
  });

  /* Tabbing out of the card continues from the number, not from the end of the page. */
  card.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...card.querySelectorAll("a[href], button")];
    const first = event.shiftKey && [card, stops[0]].includes(document.activeElement);
    const last = !event.shiftKey && document.activeElement === stops[stops.length - 1];
    if (first || last) card.hidePopover();
    if (first) event.preventDefault();
  });

  document.addEventListener("pointerdown", (event) => {
    pressed = isOpen() && linkAt(event) === opener ? opener : null;
  }, true);

  document.addEventListener("click", (event) => {
    const link = linkAt(event);
    const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    const template = link && plain && templateOf(link);
    if (!template || event.defaultPrevented) return;
    event.preventDefault();
    if (pressed === link) pressed = null;
    else open(link, template);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) card.hidePopover();
    const link = linkAt(event);
    if (event.key !== " " || !link || !templateOf(link)) return;
    event.preventDefault();
    link.click();
  });

  window.addEventListener("resize", () => { if (isOpen()) place(); });

  document.body.append(card);
  for (const link of document.querySelectorAll("a.rc-getal")) {
    if (!templateOf(link)) continue;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
  }
})();
