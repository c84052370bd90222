// What the document itself must know: its language, which theme is on, and how charts go on paper.

const PROBE = "zones-probe";
const CHARTS = ".js-plotly-plot .main-svg";

const isDark = (color) => {
  const [red, green, blue] = (color.match(/[\d.]+/g) || [255, 255, 255]).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
};

// A chart has the width of the screen; on paper its drawing is scaled to the page as one picture.
const scaleCharts = () =>
  document.querySelectorAll(CHARTS).forEach((drawing) => {
    drawing.setAttribute("viewBox", `0 0 ${drawing.getAttribute("width")} ${drawing.getAttribute("height")}`);
  });
const unscaleCharts = () =>
  document.querySelectorAll(CHARTS).forEach((drawing) => drawing.removeAttribute("viewBox"));

export default function ({ data, parentElement, setStateValue }) {
  document.documentElement.lang = data.language;

  let probe = parentElement.querySelector(`#${PROBE}`);
  if (!probe) {
    probe = document.createElement("div");
    probe.id = PROBE;
    // The transition ends when the theme has changed, and nothing has to look at the clock.
    probe.style.cssText = "background: var(--st-background-color); transition: background-color 1ms; height: 1px";
    parentElement.append(probe);
  }
  const tell = () => {
    const scheme = isDark(getComputedStyle(probe).backgroundColor) ? "dark" : "light";
    document.documentElement.dataset.scheme = scheme;
    if (scheme !== data.scheme) setStateValue("scheme", scheme);
  };
  probe.addEventListener("transitionend", tell);
  tell();

  window.addEventListener("beforeprint", scaleCharts);
  window.addEventListener("afterprint", unscaleCharts);
  return () => {
    probe.removeEventListener("transitionend", tell);
    window.removeEventListener("beforeprint", scaleCharts);
    window.removeEventListener("afterprint", unscaleCharts);
  };
}
