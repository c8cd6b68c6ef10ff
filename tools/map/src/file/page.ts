import { build, transform } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MapData } from '../model/map-data';

const pageFolder = join(__dirname, '..', 'page');

/** Nothing may be fetched, whatever the page's code tries. */
const policy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";

/** The page as one HTML file that needs nothing else: what it shows, how it looks and what it does are all in it. */
export async function buildPage(data: MapData): Promise<string> {
  const [script, style] = await Promise.all([bundledScript(), minifiedStyle()]);
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
    '</html>',
    '',
  ].join('\n');
}

async function bundledScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(pageFolder, 'main.tsx')],
    tsconfig: join(pageFolder, 'tsconfig.json'),
    bundle: true,
    minify: true,
    write: false,
    target: 'es2022',
    legalComments: 'inline',
  });
  return outputFiles[0]?.text ?? '';
}

async function minifiedStyle(): Promise<string> {
  const css = readFileSync(join(pageFolder, 'style.css'), 'utf8');
  return (await transform(css, { loader: 'css', minify: true })).code;
}

/** JSON may say `<` as an escape; as itself, a text such as `</script>` would end the block. */
function withoutTags(text: string): string {
  return text.replaceAll('<', '\\u003c');
}
