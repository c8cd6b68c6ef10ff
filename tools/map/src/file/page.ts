import { build, BuildOptions } from 'esbuild';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MapData } from '../model/map-data';

const pageFolder = join(__dirname, '..', 'page');

/** Nothing may be fetched, whatever the page's code tries. */
const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";

/** The page as one HTML file that needs nothing else: what it shows, how it looks and what it does are all in it. */
export async function buildPage(data: MapData): Promise<string> {
  const [script, style] = await Promise.all([bundledScript(), bundledStyle()]);
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>The map of the platform</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<div id="app"></div>',
    `<script type="application/json" id="map-data">${withoutTags(JSON.stringify(data))}</script>`,
    `<script>${script.replaceAll('</script', '<\\/script')}</script>`,
    '</body>',
    `<!-- Within: Preact. ${preactLicence()} -->`,
    '</html>',
    '',
  ].join('\n');
}

/** It has to stand wherever a copy of Preact is. */
function preactLicence(): string {
  return readFileSync(join(dirname(require.resolve('preact/package.json')), 'LICENSE'), 'utf8');
}

async function bundledScript(): Promise<string> {
  return bundled({
    entryPoints: [join(pageFolder, 'main.tsx')],
    tsconfig: join(pageFolder, 'tsconfig.json'),
    target: 'es2022',
    legalComments: 'inline',
  });
}

async function bundledStyle(): Promise<string> {
  return bundled({ entryPoints: [join(pageFolder, 'style', 'index.css')] });
}

async function bundled(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...options, bundle: true, minify: true, write: false });
  return outputFiles?.[0]?.text.trim() ?? '';
}

/** JSON may say `<` as an escape; as itself, a text such as `</script>` would end the block. */
function withoutTags(text: string): string {
  return text.replaceAll('<', '\\u003c');
}
