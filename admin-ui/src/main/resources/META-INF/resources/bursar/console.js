// What the console does in the browser without asking the server.

const editable = (element) =>
  element && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

// Search: "/" outside of fields, Ctrl-K or Cmd-K anywhere.
document.addEventListener('keydown', (event) => {
  const typing = editable(event.composedPath()[0]);
  const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const chord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
  if (!slash && !chord) {
    return;
  }
  const opener = document.querySelector('[data-test="palette-open"]');
  if (opener && !document.querySelector('vaadin-dialog[opened]')) {
    event.preventDefault();
    opener.click();
  }
});

// In the palette, arrows move between the field and the rows.
document.addEventListener('keydown', (event) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') {
    return;
  }
  const rows = [...document.querySelectorAll('.palette-row')];
  if (!rows.length) {
    return;
  }
  event.preventDefault();
  const at = rows.indexOf(document.activeElement);
  const next = event.key === 'ArrowDown' ? Math.min(rows.length - 1, at + 1) : at - 1;
  if (next < 0) {
    document.querySelector('[data-test="palette-field"]')?.focus();
  } else {
    rows[next].focus();
  }
});

async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = document.createElement('textarea');
  area.value = text;
  area.style.position = 'fixed';
  area.style.opacity = '0';
  (document.querySelector('vaadin-dialog[opened]') ?? document.body).append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

// Copy buttons say what they did for a moment, to eyes and to screen readers.
document.addEventListener('click', async (event) => {
  const button = event.composedPath().find((one) => one.dataset && one.dataset.copy !== undefined);
  if (!button) {
    return;
  }
  event.stopPropagation();
  await copy(button.dataset.copy);
  button.classList.add('copied');
  announce('Copied');
  setTimeout(() => button.classList.remove('copied'), 1600);
}, true);

function announce(words) {
  let region = document.getElementById('bursar-announce');
  if (!region) {
    region = document.createElement('div');
    region.id = 'bursar-announce';
    region.setAttribute('role', 'status');
    region.className = 'visually-hidden';
    document.body.append(region);
  }
  region.textContent = '';
  requestAnimationFrame(() => (region.textContent = words));
}
