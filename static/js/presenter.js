// The presenter view: keys and clickers press the links on the page, which also work without this file.

const ON = ["PageDown", "ArrowRight", "ArrowDown", " "];
const BACK = ["PageUp", "ArrowLeft", "ArrowUp"];
// Sideways keys never scroll. The others scroll a step that is taller than the screen, then continue at its end.
const SIDEWAYS = ["ArrowRight", "ArrowLeft"];

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  if (event.key === "Escape" && !document.fullscreenElement) press("leave");
  if (event.key === " " && event.target.closest("a, button")) return;
  const back = BACK.includes(event.key) || (event.key === " " && event.shiftKey);
  if (!back && !ON.includes(event.key)) return;
  if (!SIDEWAYS.includes(event.key) && canScroll(back)) return;
  event.preventDefault();
  press(back ? "before" : "after");
});

// Move focus to a new step, so that screen readers announce it from the top. If a key is pressed before htmx is ready,
// the step loads as a full page and gets the focus below.
document.addEventListener("htmx:afterSettle", () => {
  attend();
  scrollTo(0, 0);
  offerFullScreen();
});

attend();
offerFullScreen();

function attend() {
  document.getElementById("presenter")?.focus({ preventScroll: true });
}

function press(where) {
  document.querySelector(`[data-presenter-${where}]`)?.click();
}

function canScroll(up) {
  const root = document.documentElement;
  return up ? root.scrollTop > 1 : root.scrollTop + root.clientHeight < root.scrollHeight - 1;
}

function offerFullScreen() {
  const button = document.querySelector("[data-presenter-full]");
  if (!button || !document.fullscreenEnabled) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
    document.getElementById("presenter").focus();
  });
}
