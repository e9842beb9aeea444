// Proposals are decided by buttons. With this file also by one key: j and k go from field to field, t takes what is
// proposed, c opens the correction, x dismisses. Nothing happens while a field is being typed in.
"use strict";

const cards = () => [...document.querySelectorAll("[data-proposals] .proposal-card")];
const present = () => document.activeElement?.closest(".proposal-card") ?? document.getElementById("next");

function go(step) {
  const all = cards();
  const place = all.indexOf(present());
  const card = all[Math.min(all.length - 1, Math.max(0, place + step))];
  card?.querySelector("[data-key]")?.focus();
  card?.scrollIntoView({ block: "nearest" });
}

function press(key) {
  const target = present()?.querySelector(`[data-key='${key}']`);
  if (!target) return;
  target.click();
  if (key === "c") target.closest("details")?.querySelector("select")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, select, textarea")) return;
  const steps = { j: 1, k: -1 };
  if (event.key in steps) go(steps[event.key]);
  else if ("tcx".includes(event.key)) press(event.key);
  else return;
  event.preventDefault();
});
