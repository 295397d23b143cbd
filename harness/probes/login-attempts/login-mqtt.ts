import type { Place } from '../shared/conversation.ts';
import { connectMqtt } from '../shared/mqtt.ts';
import type { TryLogin } from './dialogue.ts';

// "The network connection has been made but the service is unavailable": nothing was weighed (clause 3.2.2.3).
const unavailable = 3;

/** A login with user name and password in CONNECT (MQTT 3.1.1, clause 3.1). */
export function tryingMqtt(place: Place): TryLogin {
  return async ({ username, value }) => {
    const started = performance.now();
    const session = await connectMqtt(place, { version: 4, username, password: value });
    session?.conversation.close();
    const milliseconds = Math.round(performance.now() - started);
    const code = session?.code;
    if (code === undefined) return { accepted: false, answered: false, milliseconds };
    const instead = code === unavailable ? { instead: 'locked' as const } : {};
    return { accepted: code === 0, answered: true, status: String(code), ...instead, milliseconds };
  };
}
