// The buttons beside a table or chart: pictures of the chart, the table for Word, the address of the view.

const SHOWN_MILLISECONDS = 2000;

export default function ({ parentElement, data: bytes }) {
  const data = JSON.parse(new TextDecoder().decode(bytes));
  const bar = parentElement.querySelector(".bar");
  const actions = [
    ["png", data.chart && (() => picture(data.chart, "png"))],
    ["svg", data.chart && (() => picture(data.chart, "svg"))],
    ["table", data.rows && (() => copy(tableOf(data), linesOf(data)))],
    ["link", () => copy(null, window.location.href)],
  ];
  bar.replaceChildren(...actions.filter(([, act]) => act).map(([name, act]) => button(name, data.words, act)));
}

function button(name, words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words[name];
  made.onclick = () => {
    const done = act();
    made.textContent = done ? words.done : words.failed;
    setTimeout(() => { made.textContent = words[name]; }, SHOWN_MILLISECONDS);
  };
  return made;
}

// Plotly's own button makes the picture; the format it makes is among the options it was drawn with.
function picture(key, format) {
  const chart = document.querySelector(`.st-key-${key.replace(/[^\w-]/g, "-")} .js-plotly-plot`);
  const own = chart?.querySelector(".modebar-btn");
  if (!own) return false;
  chart._context.toImageButtonOptions.format = format;
  own.click();
  return true;
}

// The clipboard's newer interface is there under https only; an intranet is often without.
function copy(table, text) {
  const source = document.createElement("div");
  source.append(table ?? text);
  source.style.position = "fixed";
  source.style.top = "-9999px";
  document.body.append(source);
  const fill = (event) => {
    event.preventDefault();
    event.clipboardData.setData("text/plain", text);
    if (table) event.clipboardData.setData("text/html", table.outerHTML);
  };
  document.addEventListener("copy", fill);
  window.getSelection().selectAllChildren(source);
  const done = document.execCommand("copy");
  document.removeEventListener("copy", fill);
  window.getSelection().removeAllRanges();
  source.remove();
  return done;
}

function linesOf({ head, rows }) {
  return [head, ...rows].map((cells) => cells.join("\t")).join("\n");
}

function tableOf({ title, head, rows, numeric, notes }) {
  const table = document.createElement("table");
  table.style.cssText = "border-collapse:collapse;font-family:'Microsoft YaHei','Noto Sans CJK SC',sans-serif";
  table.createCaption().textContent = title;
  const line = (section, cells, kind) => {
    const row = section.insertRow();
    cells.forEach((text, at) => {
      const cell = document.createElement(kind);
      cell.textContent = text;
      cell.style.cssText = `border:1px solid #888;padding:2px 6px;text-align:${numeric[at] ? "right" : "left"}`;
      row.append(cell);
    });
  };
  const top = table.createTHead();
  line(top, head, "th");
  const body = table.createTBody();
  rows.forEach((cells) => line(body, cells, "td"));
  if (notes.length) {
    const cell = table.createTFoot().insertRow().insertCell();
    cell.colSpan = head.length;
    cell.textContent = notes.join(" ");
  }
  return table;
}
