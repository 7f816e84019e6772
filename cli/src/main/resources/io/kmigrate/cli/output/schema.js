'use strict';
const all = (selector) => [...document.querySelectorAll(selector)];
const search = document.getElementById('search');
const found = document.getElementById('found');
const sections = all('section');
const texts = sections.map((section) => section.textContent.toLowerCase());
const parts = all('nav li, .box');
const lines = all('.line');

function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter((word) => word);
  const shown = new Set();
  let tables = 0;
  sections.forEach((section, place) => {
    const matches = words.every((word) => texts[place].includes(word));
    section.hidden = !matches;
    if (matches && section.dataset.table) {
      shown.add(section.dataset.table);
    }
    tables += section.dataset.table ? 1 : 0;
  });
  parts.forEach((part) => {
    const away = !shown.has(part.dataset.table);
    part.classList.toggle('away', away && part.tagName !== 'LI');
    if (part.tagName === 'LI') {
      part.hidden = away;
    }
  });
  lines.forEach((line) => {
    line.classList.toggle('away', !shown.has(line.dataset.from) || !shown.has(line.dataset.to));
  });
  found.textContent = words.length ? `${shown.size} of ${tables} tables` : '';
}

search.addEventListener('input', show);
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  } else if (event.key === 'Escape' && search.value) {
    search.value = '';
    show();
  }
});

const drawing = document.querySelector('.drawing');
const diagram = document.getElementById('diagram');

/** Marks the keys of a table and the tables at their other ends. */
function near(table) {
  const others = new Set(table === undefined ? [] : [table]);
  lines.forEach((line) => {
    const touches = table !== undefined && (line.dataset.from === table || line.dataset.to === table);
    line.classList.toggle('near', touches);
    if (touches) {
      others.add(line.dataset.from).add(line.dataset.to);
    }
  });
  all('.box').forEach((box) => box.classList.toggle('near', others.has(box.dataset.table)));
}

if (diagram) {
  const width = Number(diagram.getAttribute('width'));
  const height = Number(diagram.getAttribute('height'));
  let scale = 1;
  const zoom = (next) => {
    scale = Math.min(4, Math.max(0.05, next));
    diagram.setAttribute('width', width * scale);
    diagram.setAttribute('height', height * scale);
  };
  const fit = () => zoom(Math.min(1, (drawing.clientWidth - 2) / width));
  const steps = {in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), all: fit};
  all('[data-zoom]').forEach((button) => button.addEventListener('click', steps[button.dataset.zoom]));
  diagram.addEventListener('pointerover', (event) => near(event.target.closest('.box')?.dataset.table));
  diagram.addEventListener('pointerleave', () => near(undefined));
  // A large drawing begins at the size at which its names can be read.
  zoom(Math.min(1, Math.max(0.5, (drawing.clientWidth - 2) / width)));
}
