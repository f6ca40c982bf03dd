import { customElementJetBrainsPlugin } from 'custom-element-jet-brains-integration';
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';
import elements from './scripts/lib/elements.config.mjs';
import { frameworkTypes } from './scripts/lib/framework-types.mjs';

export default {
  ...elements,
  outdir: '.',
  plugins: [
    ...elements.plugins,
    customElementVsCodePlugin({
      outdir: 'types',
      htmlFileName: 'vscode.html-custom-data.json',
      cssFileName: 'vscode.css-custom-data.json',
      hideLogs: true,
    }),
    customElementJetBrainsPlugin({
      outdir: 'types',
      webTypesFileName: 'web-types.json',
      packageJson: false,
      hideLogs: true,
    }),
    frameworkTypes({ outdir: 'types' }),
  ],
};
