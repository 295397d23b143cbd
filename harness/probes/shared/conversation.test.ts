import { getEventListeners } from 'node:events';
import type { Socket } from 'node:net';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { oddPeer } from '../../development/service-peers.ts';
import { converse, type Conversation } from './conversation.ts';

describe('what is heard in a conversation', function () {
  // Each waits longer than that where it is not woken.
  this.timeout(10_000);

  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  async function talk(peer: (socket: Socket) => void, signal = new AbortController().signal): Promise<Conversation> {
    const { port, stop } = await oddPeer(peer);
    const conversation = await converse({ address: '127.0.0.1', port, secure: false, signal });
    stops.push(() => conversation?.close(), stop);
    if (conversation === undefined) throw new Error('nobody listens');
    return conversation;
  }

  const anything = (heard: Buffer) => heard.length > 0;

  it('is what comes, as soon as it is enough', async () => {
    const conversation = await talk((socket) => {
      socket.write('Hel');
      setTimeout(() => socket.write('lo'), 30);
    });
    const heard = await conversation.hear((bytes) => bytes.length === 5, 60_000);
    expect(heard.toString()).to.equal('Hello');
  });

  it('is nothing once the time is over', async () => {
    const conversation = await talk(() => undefined);
    const begun = performance.now();
    expect(await conversation.hear(anything, 60)).to.have.length(0);
    expect(performance.now() - begun).to.be.at.least(59);
    expect(conversation.ending).to.equal('open');
  });

  it('is nothing, at once, where the other side leaves', async () => {
    const conversation = await talk((socket) => setTimeout(() => socket.end(), 30));
    expect(await conversation.hear(anything, 60_000)).to.have.length(0);
    expect(conversation.ending).to.equal('closed');
  });

  it('is nothing, at once, where it is broken off from here, and leaves nothing behind', async () => {
    const over = new AbortController();
    const conversation = await talk(() => undefined, over.signal);
    setTimeout(() => over.abort(), 30);
    expect(await conversation.hear(anything, 60_000)).to.have.length(0);
    expect(getEventListeners(over.signal, 'abort')).to.deep.equal([]);
  });

  it('leaves no listener behind on the signal when it comes', async () => {
    const { signal } = new AbortController();
    const conversation = await talk((socket) => setTimeout(() => socket.write('Hello'), 30), signal);
    await conversation.hear(anything, 60_000);
    expect(getEventListeners(signal, 'abort')).to.deep.equal([]);
  });
});
