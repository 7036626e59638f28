'use strict';

/* Rows as CSV, as the commands write it. */
function csvOf(rows) {
  const field = (value) => {
    if (typeof value === 'number') return String(value);
    const text = String(value ?? '');
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

const colourOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/* A drawing that needs no style sheet: every colour is written into it. */
function wholeDrawing(drawing) {
  const copy = drawing.cloneNode(true);
  copy.querySelector('.cursor')?.remove();
  const nodes = [drawing, ...drawing.querySelectorAll('*:not(.cursor)')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  copies.forEach((node, place) => {
    const look = getComputedStyle(nodes[place]);
    if (/^(rect|circle|text|tspan)$/.test(node.tagName)) node.setAttribute('fill', look.fill);
    if (/^(text|tspan)$/.test(node.tagName)) {
      withAttributes(node, { 'font-size': look.fontSize, 'font-family': 'system-ui, sans-serif', 'font-weight': look.fontWeight });
    }
    ['class', 'tabindex', 'role', 'aria-roledescription', 'data-layer', 'data-column'].forEach((name) => node.removeAttribute(name));
  });
  const [, , width, height] = copy.getAttribute('viewBox').split(' ');
  copy.prepend(svg('rect', { width, height, fill: colourOf('paper') }));
  withAttributes(copy, { xmlns: 'http://www.w3.org/2000/svg', width, height });
  return new XMLSerializer().serializeToString(copy);
}

async function pictureOf(text, scale = 2) {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    // Larger pictures are refused by browsers.
    const fit = Math.min(scale, 16000 / Math.max(image.width, image.height));
    const canvas = Object.assign(document.createElement('canvas'), { width: Math.round(image.width * fit), height: Math.round(image.height * fit) });
    canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => { canvas.toBlob(done, 'image/png'); });
  } finally {
    URL.revokeObjectURL(url);
  }
}

function download(blob, name) {
  const url = URL.createObjectURL(blob);
  const node = element('a', { href: url, download: name });
  document.body.append(node);
  node.click();
  node.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/* Copies a text or a picture; where the browser forbids it, it is saved as a file. Gives a sentence on what was done. */
async function copyOrSave(blob, name) {
  try {
    if (blob.type === 'image/png') await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    else await navigator.clipboard.writeText(await blob.text());
    return 'Copied.';
  } catch {
    download(blob, name);
    return `The browser does not let this page copy: saved as ${name}.`;
  }
}

/* Buttons that copy a drawing: as a picture, as SVG, or its numbers. `drawing` and `csv` are asked when a button is pressed. */
function makeCopies(label, name, drawing, csv) {
  const status = withAttributes(element('span', { className: 'status' }), { role: 'status' });
  const copy = async (make, type) => {
    const blob = await make();
    status.textContent = await copyOrSave(blob, `${name()}.${type}`);
  };
  const text = (content, type) => new Blob([content], { type });
  return withAttributes(element('div', { className: 'buttons' }, element('span', { className: 'absent', textContent: `${label} as` }),
    button('PNG', () => copy(() => pictureOf(wholeDrawing(drawing())), 'png')),
    button('SVG', () => copy(() => text(wholeDrawing(drawing()), 'text/plain'), 'svg')),
    button('CSV', () => copy(() => text(csv(), 'text/plain'), 'csv')), status), { role: 'group', 'aria-label': label });
}

/* The words of a card as a drawing, line by line. */
function drawingOfWords(card) {
  const [width, line, margin] = [760, 30, 16];
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = '17px system-ui, sans-serif';
  const drawing = svg('svg', { class: 'words-drawing' });
  let [x, y, end, segment] = [margin, margin + 22, 0, 0];
  card.units.forEach((unit, index) => {
    const isFurther = unit.segment !== segment;
    const between = unit.special || isFurther ? ' ' : card.example.x[unit.segment].slice(end, unit.start).replace(/\s+/g, ' ');
    const wide = pen.measureText(unit.name).width + 4;
    const gap = x === margin ? 0 : pen.measureText(between).width;
    if (x + gap + wide > width - margin || isFurther) [x, y] = [margin, y + line];
    else x += gap;
    const shade = card.words[index].className.split(' ').find((name) => /^[hk]\d+$/.test(name));
    drawing.append(svg('rect', { x: x.toFixed(1), y: y - 20, width: wide.toFixed(1), height: 27, rx: 3, class: `f${shade.replace('h', '')}` }),
      svg('text', { x: (x + 2).toFixed(1), y, class: 'word-text' }, unit.name));
    x += wide;
    if (!unit.special) [end, segment] = [unit.end, unit.segment];
    else end = isFurther ? 0 : end;
  });
  withAttributes(drawing, { viewBox: `0 0 ${width} ${y + margin}` });
  return drawing;
}
