'use strict';

/* Bars that are divided into parts: `bins` have a name and `parts`, pairs of a class of the style sheet and a count. */
function histogram(title, caption, bins, ticks) {
  const total = (bin) => bin.parts.reduce((sum, [, count]) => sum + count, 0);
  const highest = Math.max(1, ...bins.map(total));
  const bars = bins.map((bin, place) => {
    let top = 100;
    const group = svg('g', {}, svg('title', {}, `${bin.name}: ${counted(total(bin), 'example')}`));
    bin.parts.forEach(([color, count]) => {
      const height = (100 * count) / highest;
      top -= height;
      if (count > 0) group.append(svg('rect', { class: color, x: place + 0.06, y: top.toFixed(3), width: 0.88, height: height.toFixed(3) }));
    });
    return group;
  });
  const summary = bins.filter((bin) => total(bin) > 0).map((bin) => `${bin.name}: ${grouped(total(bin))}`).join(', ');
  const drawing = svg('svg', { viewBox: `0 0 ${bins.length} 100`, preserveAspectRatio: 'none', role: 'img', 'aria-label': summary }, ...bars);
  return element('figure', { className: 'panel histogram' }, element('h3', { textContent: title }), paragraph('', ...caption), drawing, axis(ticks));
}

function axis(ticks) {
  return withAttributes(element('div', { className: 'axis' }, ...ticks.map((tick) => element('span', { textContent: tick }))), { 'aria-hidden': 'true' });
}

const keyOf = (color, name) => [element('span', { className: `key ${color}` }), name];

/* How many are right at each confidence, from the bins of the calibration. */
function confidenceHistogram(calibration, title) {
  const first = calibration.bins.slice(0, 5).every(({ examples }) => examples === 0) ? 5 : 0;
  const bins = calibration.bins.slice(first).map(({ lower, upper, examples, accuracy }) => {
    const right = Math.round((accuracy ?? 0) * examples);
    return { name: `${Math.round(100 * lower)} to ${Math.round(100 * upper)} %`, parts: [['right', right], ['wrong', examples - right]] };
  });
  const caption = [...keyOf('right', 'right'), ...keyOf('wrong', 'wrong'), ` · highest bar ${grouped(Math.max(...calibration.bins.map(({ examples }) => examples)))}`];
  return histogram(title, caption, bins, first ? ['50 %', '75 %', '100 %'] : ['0 %', '50 %', '100 %']);
}

/* Confidence against the share that is right, with intervals; on the diagonal both are equal. */
function calibrationChart(calibration, title) {
  const bins = calibration.bins.filter(({ examples }) => examples > 0);
  const most = Math.max(...bins.map(({ examples }) => examples));
  const [x, y] = [(share) => (300 * share).toFixed(1), (share) => (180 * (1 - share)).toFixed(1)];
  const points = bins.map(({ mean_confidence: mean, accuracy, accuracy_interval: interval, examples }) => svg('g', {},
    svg('title', {}, `${counted(examples, 'example')} of mean confidence ${shareText(mean)}: ${shareText(accuracy)} right (${intervalText(interval)})`),
    svg('line', { class: 'whisker', x1: x(mean), x2: x(mean), y1: y(interval[0]), y2: y(interval[1]) }),
    svg('circle', { class: 'right', cx: x(mean), cy: y(accuracy), r: (3 + 5 * Math.sqrt(examples / most)).toFixed(1) })));
  const summary = bins.map(({ mean_confidence: mean, accuracy, examples }) => `of ${examples} at ${shareText(mean)}, ${shareText(accuracy)} are right`).join('; ');
  const drawing = svg('svg', { viewBox: '0 0 300 180', role: 'img', 'aria-label': summary, class: 'calibration' },
    svg('line', { class: 'ideal', x1: 0, y1: 180, x2: 300, y2: 0 }), ...points);
  const error = `Expected calibration error ${shareText(calibration.error)} (95 % interval ${intervalText(calibration.error_interval)}).`;
  return element('figure', { className: 'panel histogram' }, element('h3', { textContent: title }),
    paragraph('', `${error} Below the dashed line the model is surer than right.`), drawing, axis(['0 %', 'confidence', '100 %']));
}

/* The curves of an evaluation by masking or by deletion; EvaluationCurves.swift draws the same in a report. */
function evaluationFigure(results, by) {
  const own = results.filter((one) => one.by === by && one.layer === null && one.word === null);
  const of = (metric, method) => own.filter((one) => one.metric === metric && one.method === method.method && one.aggregate === method.aggregate);
  const ranked = own.filter(({ metric }) => metric === 'aopc').sort((a, b) => b.value - a.value);
  const shownMethods = [...ranked.filter(({ method }) => method !== 'random').slice(0, 7), ...ranked.filter(({ method }) => method === 'random').slice(0, 1)];
  const drops = shownMethods.map((method) => of('drop', method).sort((a, b) => a.step - b.step));
  const all = drops.flat();
  const highest = Math.max(...all.map(({ value, high }) => high ?? value));
  const lowest = Math.min(0, ...all.map(({ value, low }) => low ?? value));
  const corner = (step, value) => `${(100 * step).toFixed(1)},${(100 - (100 * (value - lowest)) / Math.max(highest - lowest, 1e-9)).toFixed(2)}`;
  const color = (method, place) => (method.method === 'random' ? 'cr' : `c${place}`);
  const bands = drops.map((points, place) => svg('polygon', {
    class: color(shownMethods[place], place),
    points: [corner(0, 0), ...points.map((one) => corner(one.step, one.high ?? one.value)), ...[...points].reverse().map((one) => corner(one.step, one.low ?? one.value))].join(' '),
  }));
  const lines = drops.map((points, place) => svg('polyline', {
    class: color(shownMethods[place], place), points: [corner(0, 0), ...points.map((one) => corner(one.step, one.value))].join(' '),
  }));
  const summary = ranked.map((one) => `${nameOfMethod(one)}: AOPC ${one.value.toFixed(3)}`).join(', ');
  const drawing = svg('svg', { viewBox: '0 0 100 100', preserveAspectRatio: 'none', role: 'img', 'aria-label': summary }, ...bands, ...lines);
  const verb = by === 'mask' ? 'masked' : 'deleted';
  const caption = `Mean fall of the probability of the predicted class by share of ${verb} tokens, on ${counted(ranked[0].examples, 'text')}, with 95 % intervals. The faster a curve rises, the better the method finds the tokens that the model uses.`;
  return element('figure', { className: 'panel curves' }, element('h3', { textContent: `Tokens ${verb} in the order of their scores` }), paragraph('', caption),
    withAttributes(paragraph('top', highest.toFixed(2)), { 'aria-hidden': 'true' }), drawing, axis(['0 %', '20 %', '40 %', '60 %', '80 %', '100 %']),
    element('div', { className: 'scroll' }, evaluationTable(shownMethods, of, color)));
}

function evaluationTable(methods, of, color) {
  const number = (one) => (one && one.value !== null ? one.value.toFixed(3) : '');
  const range = (one) => (one && one.low !== null ? ` ${one.low.toFixed(3)}${one.low < 0 ? ' to ' : '–'}${one.high.toFixed(3)}` : '');
  const head = ['method', 'AOPC', 'to the best', 'comprehensiveness', 'sufficiency'].map((name) => withAttributes(element('th', { textContent: name }), { scope: 'col' }));
  const rows = methods.map((method, place) => {
    const difference = of('aopc_difference', method)[0];
    return element('tr', {}, withAttributes(element('th', {}, element('span', { className: `key ${color(method, place)}` }), nameOfMethod(method)), { scope: 'row' }),
      element('td', {}, number(method), element('small', { textContent: range(method) })),
      element('td', { textContent: number(difference) + range(difference) }),
      ...['comprehensiveness', 'sufficiency'].map((metric) => element('td', { textContent: number(of(metric, method)[0]) })));
  });
  return element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...rows));
}
