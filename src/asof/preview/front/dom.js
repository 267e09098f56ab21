// Elements, found and made. Text goes in as text: nothing here is ever read as markup.

export const one = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

const SVG = "http://www.w3.org/2000/svg";

function dressed(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** An element with attributes, of which functions listen to events, and children or text. */
export const make = (tag, attributes = {}, ...children) =>
  dressed(document.createElement(tag), attributes, children);

export const draw = (tag, attributes = {}, ...children) =>
  dressed(document.createElementNS(SVG, tag), attributes, children);

/** Numbers for the style sheet, which reads them as custom properties. */
export function measure(element, numbers) {
  for (const [name, number] of Object.entries(numbers)) element.style.setProperty(`--${name}`, number);
  return element;
}

/** Options of a select; it is left alone where they are the same, so that an open one stays. */
export function offer(select, options, chosen) {
  const now = JSON.stringify(options);
  if (select.dataset.offered !== now) {
    select.replaceChildren(...options.map(([value, told]) => make("option", { value }, told)));
    select.dataset.offered = now;
  }
  select.value = chosen;
}

/** What waits until nothing has asked for it for a while. */
export function settled(wait, act) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait, ...given);
  };
}
