// The screen in the room: keys and clickers press the links that are there. Without this file the links do the same.

const ON = ["PageDown", "ArrowRight", "ArrowDown", " "];
const BACK = ["PageUp", "ArrowLeft", "ArrowUp"];
// Sideways never scrolls; the others do where a step is higher than the screen, and lead on at its end.
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

// A step that came in the place of another: say it to who listens, from its top. A key that is faster than htmx loads it
// as a whole page; then it is said too.
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
