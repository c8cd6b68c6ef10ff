import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ViewerFunctionSettings {
  /** The host that the site answers under; visitors of others are led to it. */
  readonly host: string;
  /** Whether paths within the application are answered with `/index.html`. */
  readonly singlePage: boolean;
}

const handler = readFileSync(join(__dirname, 'viewer-request.js'), 'utf8');

/** The code of the CloudFront function that sees every request to a site first. */
export function viewerFunction(settings: ViewerFunctionSettings): string {
  return `const settings = ${JSON.stringify(settings)};\n${handler}`;
}
