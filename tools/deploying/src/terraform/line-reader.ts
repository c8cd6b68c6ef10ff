import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

/** Hands on the lines of a file that another process writes, as they come. */
export class LineReader {
  private readonly file: string;
  private readonly onLine: (line: string) => unknown;
  private readonly decoder = new StringDecoder('utf8');
  private position = 0;
  private begun = '';

  constructor(file: string, onLine: (line: string) => unknown) {
    this.file = file;
    this.onLine = onLine;
  }

  /** Hands on what has come since the last time, except a line that has no end yet. */
  read(): void {
    const [unfinished = '', ...finished] = (this.begun + this.next()).split('\n').reverse();
    this.begun = unfinished;
    for (const line of finished.reverse()) this.onLine(line);
  }

  /** Hands on the rest, also a last line without an end. */
  end(): void {
    this.read();
    if (this.begun) this.onLine(this.begun);
    this.begun = '';
  }

  private next(): string {
    if (!existsSync(this.file)) return '';
    const handle = openSync(this.file, 'r');
    try {
      let text = '';
      const chunk = Buffer.alloc(65_536);
      for (;;) {
        const length = readSync(handle, chunk, 0, chunk.length, this.position);
        if (length === 0) return text;
        this.position += length;
        text += this.decoder.write(chunk.subarray(0, length));
      }
    } finally {
      closeSync(handle);
    }
  }
}
