import '../shared/elements.js';
import { renderToString } from 'react-dom/server';
import { App } from './App.js';

export const render = () => renderToString(<App />);
