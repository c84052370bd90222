// What a meeting needs of the browser: the whole screen at a press, and each chart as large as the room below the title.

const CHART = ".st-key-meeting_stage [data-testid='stPlotlyChart']";
const EDGE = 16;

const fit = () =>
  document.querySelectorAll(CHART).forEach((chart) => {
    const drawing = chart.querySelector(".svg-container");
    if (!drawing) return;
    const frame = chart.getBoundingClientRect();
    const room = { width: window.innerWidth - 2 * frame.left, height: window.innerHeight - frame.top - EDGE };
    const scale = Math.min(room.width / drawing.offsetWidth, room.height / drawing.offsetHeight);
    const shift = (room.width - scale * drawing.offsetWidth) / 2;
    // Inside what Streamlit measures: it would draw the chart anew in the size it is scaled to.
    const inner = drawing.closest(".js-plotly-plot");
    inner.style.transformOrigin = "0 0";
    inner.style.transform = `translateX(${shift}px) scale(${scale})`;
  });

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () =>
    document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen();

  const observer = new MutationObserver(fit);
  observer.observe(document.body, { childList: true, subtree: true });
  window.addEventListener("resize", fit);
  fit();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", fit);
  };
}
