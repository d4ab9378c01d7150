// Enhancements only: every page works without this file. Elements opt in with data- attributes.

import { autosave } from "./autosave.js";

for (const element of document.querySelectorAll("[data-focus-on-load]")) {
  element.focus();
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  autosave(form);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  copyOnClick(button);
}

// A copy button is shown only if copying works, and briefly confirms it in its own text.
function copyOnClick(button) {
  const source = document.getElementById(button.dataset.copy);
  if (!source || !navigator.clipboard) return;
  const words = button.textContent;
  button.hidden = false;
  button.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    button.textContent = button.dataset.copied;
    setTimeout(() => {
      button.textContent = words;
    }, 2500);
  });
}
