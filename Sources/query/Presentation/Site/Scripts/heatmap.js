'use strict';

const cellSize = 24;

/* A map of layers by words: `rows` has the shares of each layer, the first layer on top. Pointer and arrow keys read single cells. */
function heatmap(units, rows, { label, onPick, chosen, names = rows.map((_, layer) => String(layer + 1)) }) {
  const highest = Math.max(...rows.flat().filter((_, place) => !units[place % units.length].special), 1e-12);
  const longest = Math.min(14, Math.max(...units.map(({ name }) => Array.from(name).length)));
  const [left, head] = [34, 14 + longest * 6.2];
  const size = [left + units.length * cellSize + 40, head + rows.length * cellSize + 4];
  const drawing = svg('svg', {
    viewBox: `0 0 ${size[0]} ${size[1]}`, width: size[0], height: size[1], class: 'heat', tabindex: 0, role: 'application', 'aria-roledescription': 'map of layers by words', 'aria-label': label,
  });
  const clip = (name) => { const letters = Array.from(name); return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : name; };
  units.forEach((unit, column) => {
    const x = left + (column + 0.6) * cellSize;
    const text = svg('text', { x, y: head - 5, transform: `rotate(-55 ${x} ${head - 5})`, class: column === chosen ? 'chosen' : '' }, clip(unit.name));
    text.append(svg('title', {}, unit.name));
    drawing.append(text);
  });
  rows.forEach((row, layer) => {
    drawing.append(svg('text', { x: left - 8, y: head + (layer + 0.66) * cellSize, 'text-anchor': 'end' }, names[layer]));
    row.forEach((share, column) => {
      const level = Math.min(page.levels, Math.round((page.levels * share) / highest));
      drawing.append(svg('rect', { x: left + column * cellSize, y: head + layer * cellSize, width: cellSize - 1, height: cellSize - 1, class: `f${level}`, 'data-layer': layer, 'data-column': column }));
    });
  });
  const cursor = svg('rect', { class: 'cursor', width: cellSize - 1, height: cellSize - 1, visibility: 'hidden' });
  drawing.append(cursor);
  const readout = withAttributes(paragraph('readout', 'Layer and word under the pointer or the arrow keys; Enter or a click shows that word’s row.'), { 'aria-live': 'polite' });
  const place = { layer: rows.length - 1, column: 0 };
  const read = () => {
    withAttributes(cursor, { x: left + place.column * cellSize, y: head + place.layer * cellSize, visibility: 'visible' });
    readout.replaceChildren(`Layer ${names[place.layer]}, “`, isolated(units[place.column].name), `”: ${shareText(rows[place.layer][place.column])}`);
  };
  const cellAt = (event) => {
    const { layer, column } = event.target.dataset ?? {};
    if (layer === undefined) return false;
    Object.assign(place, { layer: Number(layer), column: Number(column) });
    return true;
  };
  drawing.addEventListener('pointermove', (event) => { if (cellAt(event)) read(); });
  drawing.addEventListener('click', (event) => { if (cellAt(event)) onPick(place.column); });
  drawing.addEventListener('focus', read);
  drawing.addEventListener('keydown', (event) => {
    const [down, across] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key] ?? [0, 0];
    if (event.key === 'Enter' || event.key === ' ') onPick(place.column);
    else if (event.key === 'Home') place.column = 0;
    else if (event.key === 'End') place.column = units.length - 1;
    else if (down || across) {
      place.layer = Math.max(0, Math.min(rows.length - 1, place.layer + down));
      place.column = Math.max(0, Math.min(units.length - 1, place.column + across));
    } else return;
    event.preventDefault();
    read();
    cursor.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  return { drawing, readout, csv: () => csvOfMap(units, rows, names) };
}

function csvOfMap(units, rows, names) {
  return csvOf([['layer', ...units.map(({ name }) => name)], ...rows.map((row, layer) => [names[layer], ...row])]);
}
