import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './ask';

/** A load: one page of one host, asked for again and again. */
export interface LoadOptions {
  /** The gateway's port. */
  port: number;
  host: string;
  /** The pause between two requests, in milliseconds; none waits for the one before it. */
  pauseMs: number;
  /** What is answered with another body is lost. */
  body: string;
}

/** What has become of a load. */
export interface Asked {
  /** How many requests were made. */
  asked: number;
  /** Those that were not answered as they should be: when, and how. */
  lost: string[];
}

/** A load that goes on until it is ended. */
export interface Load {
  /** Waits for what is under way. */
  end: () => Promise<Asked>;
}

/** Puts a host under load. */
export function load({ port, host, pauseMs, body }: LoadOptions): Load {
  const lost: string[] = [];
  const underWay = new Set<Promise<void>>();
  let [asked, isOver] = [0, false];
  const once = async () => {
    const since = new Date().toISOString();
    const answer = await ask({ port, host }).catch((error: Error) => error.message);
    const isRight = typeof answer === 'object' && answer.status === 200 && answer.body === body;
    if (!isRight) lost.push(`${host} at ${since}: ${JSON.stringify(answer)}`);
  };
  const going = (async () => {
    while (!isOver) {
      asked += 1;
      const one = once().finally(() => underWay.delete(one));
      underWay.add(one);
      await sleep(pauseMs);
    }
    await Promise.all(underWay);
    return { asked, lost };
  })();
  return { end: () => ((isOver = true), going) };
}
