// Places in files, with a link that opens the line in an editor.

import { make } from "./dom.js";
import { word } from "./words.js";

let home = { root: "", editor: "" };

/** Says where the workspace lies and how an editor is opened. */
export const settle = ({ root, editor }) => { home = { root, editor }; };

/** A place as words, which lead to the editor where there is one. */
export function placeLink({ path, line, column }) {
  const told = line ? `${path}:${line}` : path;
  if (!home.editor) return make("code", { class: "place" }, told);
  const filled = { path: `${home.root}/${path}`, line: line || 1, column: column || 1 };
  const href = home.editor.replace(/\{(\w+)\}/g, (hole, name) => encodeURI(filled[name] ?? hole));
  return make("a", { class: "place", href, title: word("open_in_editor") }, told);
}
