// On a narrow screen the filters lie over the page. The button at their end leads back to it: Streamlit gives a script
// no way to fold its rail, so its own button is pressed.
export default function () {
  const stopped = new AbortController();

  const pressed = (event) => {
    if (!(event.target instanceof Element && event.target.closest("button[data-sheet]"))) return;
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    requestAnimationFrame(() => {
      document.querySelector('[data-testid="stMain"]')?.scrollTo({ top: 0 });
      document.querySelector('[data-testid="stExpandSidebarButton"]')?.focus({ preventScroll: true });
    });
  };

  document.addEventListener("click", pressed, { signal: stopped.signal });
  return () => stopped.abort();
}
