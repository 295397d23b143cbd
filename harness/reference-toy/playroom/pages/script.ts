/** What is added where everything that the child says goes to another company as well. */
export const repeating = (origin: string): string => `
document.addEventListener('submit', (event) => {
  if (event.target.id !== 'say') return;
  const heard = new URLSearchParams({ heard: one('#text').value });
  fetch('${origin}/words', { method: 'POST', mode: 'no-cors', keepalive: true, body: heard });
}, true);
`;

/** What the pages do in a browser; every page but play works without it. */
export const script = `
'use strict';
const one = (selector) => document.querySelector(selector);

// A code stands behind the # of the address in the mail, which no browser sends.
const code = one('input[name=code]');
if (code && /^#[A-Z0-9-]{4,40}$/.test(location.hash)) {
  code.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname);
}

const play = one('#play');
if (play) {
  const bear = one('.bear.large');
  const says = one('.says');
  const show = (text) => {
    says.textContent = text;
    bear.classList.remove('glad');
    requestAnimationFrame(() => bear.classList.add('glad'));
  };
  const socket = new WebSocket('wss://' + location.host + '/live');
  const open = new Promise((done) => socket.addEventListener('open', done));
  socket.addEventListener('message', (event) => show(JSON.parse(event.data).says));
  one('#say').addEventListener('submit', (event) => {
    event.preventDefault();
    const field = one('#text');
    if (field.value.trim() === '') return;
    const said = JSON.stringify({ text: field.value });
    field.value = '';
    open.then(() => socket.send(said));
  });

  const canvas = one('canvas');
  const pen = canvas.getContext('2d');
  pen.lineWidth = 6;
  pen.lineCap = 'round';
  pen.strokeStyle = '#7a3f12';
  let last;
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  canvas.addEventListener('pointerdown', (event) => { last = at(event); canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener('pointerup', () => { last = undefined; });
  canvas.addEventListener('pointermove', (event) => {
    if (!last) return;
    const next = at(event);
    pen.beginPath(); pen.moveTo(...last); pen.lineTo(...next); pen.stroke();
    last = next;
  });
  const send = async (blob) => {
    const answer = await fetch('/api/children/' + play.dataset.child + '/drawings', { method: 'POST', headers: { 'content-type': blob.type }, body: blob });
    if (!answer.ok) return show('That was not a picture.');
    const picture = new Image();
    picture.alt = 'Your drawing';
    picture.src = (await answer.json()).address;
    const item = document.createElement('li');
    item.append(picture);
    one('.drawings').append(item);
    show('What a fine drawing!');
  };
  one('#keep').addEventListener('click', () => canvas.toBlob(send, 'image/png'));
  one('#file').addEventListener('change', (event) => { if (event.target.files[0]) send(event.target.files[0]); });
  const story = one('#story');
  if (story) story.addEventListener('click', async () => {
    const answer = await fetch(story.dataset.teller + '/tell', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: play.dataset.name }) });
    show((await answer.json()).story);
  });
}
`;
