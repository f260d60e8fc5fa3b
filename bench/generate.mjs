// Invented digests, the same at each run and in each page: ranked papers of about 1.5 KB whose
// words are as unevenly frequent as those of real abstracts. It runs in node and in the browser.

const COMMON = `the of and a to in is we that for on with are by this as our from which be can an it
show at have these not than or both its more such has their between also using based model models
data learning method methods results training language performance approach task tasks large network
networks new propose neural problem information paper framework study system systems analysis image
novel existing different deep across while used two high each when but human time work over graph
state how through quality first multiple well specific however or via most into use under
representation features knowledge structure reasoning inference evaluation benchmark accuracy space
domain algorithm process optimization generation prediction research diffusion control policy
robust efficient robustness attention visual text video classification detection segmentation
reinforcement reward agent agents environment planning search retrieval question answering dialogue
translation speech audio multimodal transformer encoder decoder token tokens embedding latent variable
sampling estimation uncertainty calibration causal bayesian statistical theory theoretical bound bounds
convergence gradient stochastic convex quantum error correction noise signal sparse dense kernel matrix
low rank linear nonlinear dynamics physical simulation real world application applications medical
clinical patient molecular protein chemical material climate energy traffic vehicle robot robotic
manipulation navigation perception sensor point cloud depth camera scene object objects tracking motion
generative adversarial contrastive supervised unsupervised self transfer adaptation generalization
federated privacy secure attack defense fairness bias interpretability explanation safety alignment
preference feedback instruction prompt context memory compression quantization pruning distillation
scaling compute hardware parallel distributed software code program verification logic formal semantics
syntax grammar lexical corpus annotation multilingual resource summarization sentiment social media
recommendation user users item ranking survey review challenge challenges limitation future direction
experiments demonstrate improve improvement outperforms baseline baselines state-of-the-art significant
remains unclear address introduce present achieve achieves enable enables leverage capture require
requires reduce increase cost effective simple general unified flexible scalable dynamic adaptive
hierarchical temporal spatial local global joint end-to-end zero-shot few-shot long-term`.split(/\s+/);

/** Words that carry no topic: they are in abstracts only. */
const FUNCTION_WORDS = COMMON.indexOf('representation');
const INVENTED_WORDS = 40_000;
const CATEGORIES = `LG CL CV AI RO IR CR SE HC DS DC NI SI CY DB GT IT NE MA SD LO PL AR GR`.split(' ');
const MONTHS = `Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec`.split(' ');
const GIVEN = `Alba Duc Naomi Ines Tomas Mina Ioanna Guy Agnes Bo Pedro Rupa Wen Rana Imre David Sophie
Chidi Dana Emil Farah Goran Hana Ivo Jonas Keiko Lars Maria Nils Olga Pia Quentin Rosa Sven Tara Ugo
Vera Walid Xenia Yusuf Zora Anna Ben Clara Dimitri Elena Felix Greta Hugo Ida`.split(/\s+/);
const ONSETS = `b c d f g h k l m n p r s t v b c d l m n p r s t br cl dr gr pl st tr`.split(' ');
const VOWELS = `a e i o u a e i o ea`.split(' ');
const CODAS = ['', '', '', '', '', 'l', 'm', 'n', 'r', 's', 't', 'nd'];

/** Returns a source of numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const capital = (word) => word[0].toUpperCase() + word.slice(1);

function inventWord(next) {
  const pick = (list) => list[Math.floor(next() * list.length)];
  let word = '';
  for (let left = 2 + Math.floor(next() * 2.3); left > 0; left--) {
    word += pick(ONSETS) + pick(VOWELS) + pick(CODAS);
  }
  return word;
}

/** What the digests of every size are made of. */
export function lexicon() {
  const next = random(7);
  const words = new Set(COMMON);
  while (words.size < INVENTED_WORDS) words.add(inventWord(next));
  const surnames = new Set();
  while (surnames.size < 4_000) surnames.add(capital(inventWord(next)));
  return { words: [...words], surnames: [...surnames] };
}

/** A rank by Zipf's law, from 0 up to the number of words: by the inverse of its integral. */
const rank = (next, from, to) =>
  Math.min(to - 1, Math.floor((from + 2) * Math.pow((to + 2) / (from + 2), next()) - 2));

function sentence(next, words) {
  const parts = [];
  for (let left = 8 + Math.floor(next() * 18); left > 0; left--) {
    const word = words[rank(next, 0, words.length)];
    parts.push(left > 2 && next() < 0.06 ? `${word},` : word);
  }
  return `${capital(parts.join(' '))}.`;
}

function title(next, words) {
  const parts = [];
  const count = 5 + Math.floor(next() * 7);
  const colon = next() < 0.4 ? 1 + Math.floor(next() * 3) : 0;
  for (let at = 1; at <= count; at++) {
    const word = capital(words[rank(next, FUNCTION_WORDS, words.length)]);
    parts.push(at === colon ? `${word}:` : word);
  }
  return parts.join(' ');
}

function authors(next, surnames) {
  const names = [];
  for (let left = 1 + Math.floor(next() * 5); left > 0; left--) {
    const given = GIVEN[Math.floor(next() * GIVEN.length)];
    names.push(`${given} ${surnames[rank(next, 40, surnames.length)]}`);
  }
  return names.join(', ');
}

/** Day `at` of two years from 1 April 2024 on, as a ranked page writes it. */
function day(at) {
  const date = new Date(Date.UTC(2024, 3, 1 + at));
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}`;
}

/** The papers of a digest, best first, each with a title of its own. */
export function* papers(count, { words, surnames } = lexicon()) {
  const next = random(count);
  const titles = new Set();
  for (let at = 0; at < count; at++) {
    let name = title(next, words);
    while (titles.has(name)) name = title(next, words);
    titles.add(name);
    const length = 900 + next() * 900;
    const body = [];
    for (let bytes = 0; bytes < length; bytes += body.at(-1).length + 1) {
      body.push(sentence(next, words));
    }
    yield {
      title: name,
      authors: authors(next, surnames),
      abstract: body.join(' '),
      score: (99.9 - (at * 89) / count).toFixed(1),
      category: CATEGORIES[rank(next, 0, CATEGORIES.length)],
      date: day(Math.floor(next() * 730)),
      code: next() < 0.25,
    };
  }
}

/** The text of one paper as copied from a ranked page: its three lines glued as there. */
export const copied = (paper) =>
  `${paper.score}${paper.category}${paper.date}${paper.code ? 'Code' : ''}\n` +
  `${paper.title}${paper.authors}\n${paper.abstract}\n`;

/** The digest as a file, in parts of some megabytes: one string of 150 MB would be in memory
 *  twice. */
export function file(count) {
  const parts = [];
  let lines = [];
  for (const paper of papers(count)) {
    if (lines.push(copied(paper)) < 2_000) continue;
    parts.push(new Blob(lines));
    lines = [];
  }
  return new File([...parts, ...lines], `papers-${count}.txt`);
}

/** What is typed, letter by letter: frequent and rare words, several at once, a name. */
export function queries() {
  const { words, surnames } = lexicon();
  return [
    'language models',
    'robust',
    'graph neural networks',
    words[3_000],
    'calibration',
    surnames[300].toLowerCase(),
    'reward policy planning',
    words[15_000],
    'quantum error correction',
  ];
}
