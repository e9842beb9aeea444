// Lists work without this file. With it: empty fields stay out of the address, and what was
// unfolded stays unfolded when htmx brings the next list.
"use strict";

document.addEventListener("submit", (event) => {
  const empty = [...event.target.elements].filter((field) => field.name && !field.value && !field.disabled);
  empty.forEach((field) => { field.disabled = true; });
  setTimeout(() => empty.forEach((field) => { field.disabled = false; }));
}, true);

let before = { unfolded: new Map(), focus: "" };

document.addEventListener("htmx:beforeSwap", () => {
  const folds = [...document.querySelectorAll("#list details[id]")];
  before = { unfolded: new Map(folds.map((fold) => [fold.id, fold.open])), focus: document.activeElement.id };
});

document.addEventListener("htmx:afterSwap", () => {
  before.unfolded.forEach((open, id) => {
    const fold = document.getElementById(id);
    if (fold) fold.open = open;
  });
  if (document.activeElement === document.body) document.getElementById(before.focus)?.focus();
});
