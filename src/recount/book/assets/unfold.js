/* On a wide screen the blocks of the print are open, so that it is there as a whole; on a phone they are long.
   Without this script each is behind its heading. */
"use strict";

if (matchMedia("(min-width:721px)").matches) {
  for (const block of document.querySelectorAll("details:has(>.rc-plek)")) block.open = true;
}
