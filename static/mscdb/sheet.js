// The page of a sheet works without this file: a button checks the next rows. With it the check goes on by itself.
"use strict";

const here = () => document.getElementById("sheet-progress");
const form = () => here()?.querySelector("form[data-goes-on]");

async function goOn() {
  const answer = await fetch(form().action, { method: "POST", body: new FormData(form()) });
  if (!answer.ok || answer.redirected && new URL(answer.url).pathname !== location.pathname) throw new Error(answer.url);
  const come = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("sheet-progress");
  here().replaceWith(come);
}

async function toTheEnd() {
  try {
    while (form()) await goOn();
    location.reload();
  } catch {
    here().querySelector("[role=status]").textContent =
      "The check stopped: the server cannot be reached, or you are logged out. Nothing is lost; press the button to go on.";
  }
}

if (form()) toTheEnd();
