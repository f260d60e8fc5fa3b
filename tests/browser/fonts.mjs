// The page in fonts that come with the tests, so that its pictures are the same on any machine:
// of the fonts that the page asks for, each machine has others.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { resolve } = createRequire(import.meta.url);

/** What the browser is started with, so that letters are drawn alike; Linux alone asks for it. */
export const ENVIRONMENT = { ...process.env, FONTCONFIG_FILE: fileURLToPath(new URL('fonts.conf', import.meta.url)) };

const FAMILIES = [
  { name: 'Source Serif 4', files: 'source-serif-4', faces: ['400-normal', '400-italic', '500-normal', '600-normal', '700-normal'] },
  { name: 'Inter', files: 'inter', faces: ['400-normal', '500-normal', '600-normal', '700-normal'] },
];

/** Names of authors need more letters than English does. */
const SUBSETS = ['latin', 'latin-ext'];

const STYLE = `
  :root {
    --serif: "Source Serif 4";
    --sans: Inter;
  }
  /* Fonts for math differ most of all, and these two have no letters of their own for it. */
  math {
    font-family: "Source Serif 4";
  }
  mi {
    text-transform: none;
    font-style: italic;
  }
  /* Its arrow is in neither font. */
  a.code::after {
    content: none !important;
  }`;

/** Has every document that this page opens from now on use the fonts. */
export async function dress(page) {
  const fonts = FAMILIES.flatMap(({ name, files, faces }) => {
    const ranges = JSON.parse(readFileSync(resolve(`@fontsource/${files}/unicode.json`), 'utf8'));
    return faces.flatMap((face) =>
      SUBSETS.map((subset) => {
        const file = resolve(`@fontsource/${files}/files/${files}-${subset}-${face}.woff2`);
        const [weight, style] = face.split('-');
        return { name, weight, style, unicodeRange: ranges[subset], bytes: readFileSync(file, 'base64') };
      }),
    );
  });
  await page.addInitScript(
    ({ fonts, style }) => {
      for (const { name, bytes, ...descriptors } of fonts) {
        const buffer = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
        // From bytes, which the page's policy allows; no font is fetched.
        const font = new FontFace(name, buffer, descriptors);
        document.fonts.add(font);
        font.load();
      }
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },
    { fonts, style: STYLE },
  );
}
