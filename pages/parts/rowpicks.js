// One listener for the buttons of all tables: the row that is pressed is told to the server, and keeps the focus when its
// table is drawn anew.
export default function ({ setTriggerValue }) {
  const SECONDS = 5;
  const stopped = new AbortController();
  let watching = null;

  const pressed = (event) => {
    const button = event.target instanceof Element && event.target.closest("button[data-pick]");
    if (!button) return;
    keepFocus(button);
    setTriggerValue("row", button.dataset.pick);
  };

  const keepFocus = (button) => {
    watching?.disconnect();
    const { pick, row } = button.dataset;
    const until = performance.now() + SECONDS * 1000;
    watching = new MutationObserver(() => {
      if (performance.now() > until) return watching.disconnect();
      if (document.activeElement !== document.body) return;
      const same = [...document.querySelectorAll("button[data-pick]")].filter((other) => other.dataset.pick === pick);
      (same.find((other) => other.dataset.row === row) ?? same[0])?.focus({ preventScroll: true });
    });
    watching.observe(document.body, { childList: true, subtree: true });
  };

  document.addEventListener("click", pressed, { signal: stopped.signal });
  return () => {
    stopped.abort();
    watching?.disconnect();
  };
}
