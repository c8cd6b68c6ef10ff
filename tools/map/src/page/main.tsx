import { render } from 'preact';
import { App } from './app';

const text = document.getElementById('map-data')?.textContent ?? '{}';
const root = document.getElementById('app');
if (root) render(<App data={JSON.parse(text)} />, root);
