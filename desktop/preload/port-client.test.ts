import { describe, expect, it } from 'vitest';
import type { FromCore, ToCore } from '../contract/contract.ts';
import { createPortClient, type CorePort } from './port-client.ts';

class TwoWay implements CorePort {
  readonly sent: ToCore[] = [];
  closed = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  postMessage(message: ToCore): void {
    this.sent.push(message);
  }
  close(): void {
    this.closed = true;
  }
  say(message: FromCore): void {
    this.onmessage?.({ data: message });
  }
}

function client() {
  const alarms: (() => void)[] = [];
  return { alarms, ...createPortClient({ after: (_ms, run) => (alarms.push(run), () => undefined) }) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('port client', () => {
  it('sends calls that came before the port, in order, and joins each reply to its call', async () => {
    const { call, connect } = client();
    const first = call('search', { text: 'a' });
    const second = call('search', { text: 'b' });
    const port = new TwoWay();
    connect(port);
    expect(port.sent.map((message) => message.payload)).toEqual([{ text: 'a' }, { text: 'b' }]);
    port.say({ id: 2, reply: { ok: true, result: 'second' } });
    port.say({ id: 1, reply: { ok: true, result: 'first' } });
    expect(await first).toEqual({ ok: true, result: 'first' });
    expect(await second).toEqual({ ok: true, result: 'second' });
  });

  it('answers pending calls when the core restarts, then reads state and acts anew', async () => {
    const { call, connect, on } = client();
    const old = new TwoWay();
    connect(old);
    const pending = call('search', { text: 'a' });
    const states: unknown[] = [];
    const acts: unknown[] = [];
    on('desk.state', (state) => states.push(state));
    on('acts.changed', (changed) => acts.push(changed.acts));
    const fresh = new TwoWay();
    connect(fresh);
    expect(await pending).toMatchObject({ ok: false, error: { code: 'core-restarted' } });
    expect(old.closed).toBe(true);
    expect(fresh.sent.map((message) => message.call)).toEqual(['desk.state']);
    fresh.say({ id: fresh.sent[0]?.id ?? 0, reply: { ok: true, result: 'state' } });
    await settled();
    fresh.say({ id: fresh.sent[1]?.id ?? 0, reply: { ok: true, result: { acts: [{ seq: 1 }], last: 1 } } });
    await settled();
    expect(states).toEqual(['state']);
    expect(acts).toEqual([[{ seq: 1 }]]);
  });

  it('gives up on a silent core and ignores what comes later', async () => {
    const { alarms, call, connect } = client();
    const port = new TwoWay();
    connect(port);
    const silent = call('search', { text: 'a' });
    alarms[0]?.();
    expect(await silent).toMatchObject({ ok: false, error: { code: 'core-silent' } });
    port.say({ id: 1, reply: { ok: true, result: 'late' } });
  });

  it('stops telling a listener that left', () => {
    const { connect, on } = client();
    const heard: unknown[] = [];
    const leave = on('patron.changed', (patron) => heard.push(patron.id));
    const port = new TwoWay();
    connect(port);
    port.say({ event: 'patron.changed', payload: { id: 'p1' } });
    leave();
    port.say({ event: 'patron.changed', payload: { id: 'p2' } });
    expect(heard).toEqual(['p1']);
  });
});
