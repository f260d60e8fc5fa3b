// Invented digests in the real shapes, for the tests of every engine.

/** Three lines a paper, glued, as copied from a ranked page. */
export const SEVEN = [
  '99.2CLMar 12',
  'Quiet Tongues: Depth Before Breadth in Small Language ModelsAlba Riquelme, Duc Anh Tran, Naomi O\'Sei et al. · fjord-research',
  'A model of three billion parameters reads seventy languages. We describe the order in which they enter and what it costs.',
  '97.8CLMar 15Code',
  'Verdicts at the Margin: How Robust Are Automated Judges?Ines Calvet, Oluwaseun Adeyemi, Tomáš Říha et al.',
  'Automated \\enquote{judges} are the measure of most results. We ask one judge in eleven registers, at a cost of $O(n^{-1/2})$, and its verdict turns in one case of five. Code at: https://github.com/example/verdicts.',
  'LGApr 14, 2023',
  'Stable Points of Predictors that Move Their Own DataMina Farrokh, Ioanna Mitri, Guy Gidon',
  'We study learning where the data answer to the prediction. Under one condition repeated minimisation still settles.',
  'CVAug 9, 2024',
  'Seeing in the Rain with Schr\\"odinger BridgesÁgnes Kőszegi, Bo Li',
  'Rain is noise with a structure of its own. A bridge between wet and dry pictures removes it.',
  'LGDec 4, 2024Code',
  'Lower Bounds for Patient AlgorithmsPedro Alves, Rupa Nair, Wen Zhao et al.',
  'How long must an algorithm wait? We prove that half the horizon is enough, and that less is not.',
  'LGDec 26, 2024',
  'Early Exits at Equal CostRana Haddad, Imre Varga, Ioanna Mitri et al.',
  'Large models that leave early match small ones that stay. We control the trade by accuracy, not by confidence.',
  'CLFeb 22, 2025',
  'Red Flags as Tokens of TrustDavid Moss, Mina Farrokh, Sophie Blanc et al.',
  'A model that can raise a flag does so when it should. We train one token and measure what it prevents.',
].join('\n');

/** Two papers; where the authors of the first begin is uncertain. */
export const DOUBTFUL = [
  '90.1CLMar 15',
  'Tracking Lambs by TeXMcKenzie Hollis, Ida Holm',
  'We follow lambs about, on foot and by drone.',
  '88.0CLMar 15',
  'Counting Sheep by HandAna Lindqvist, Bo Okafor',
  'We count sheep.',
].join('\n');

/** A digest of `count` papers, each different from the others.
 *  @param {number} count */
export function many(count) {
  const codes = ['CL', 'LG', 'CV', 'AI', 'RO'];
  const topics = ['Judges', 'Bridges', 'Tides', 'Ledgers', 'Orchards', 'Signals', 'Mirrors'];
  const people = ['Ana Lee', 'Bo Karlsson', 'Chidi Okafor', 'Dana Weiss', 'Emil Novak'];
  const lines = [];
  for (let at = 0; at < count; at++) {
    const score = (100 - (at * 90) / count).toFixed(1);
    const code = at % 3 === 0 ? 'Code' : '';
    lines.push(`${score}${codes[at % 5]}Mar ${1 + (at % 28)}, 2025${code}`);
    lines.push(
      `A study of ${topics[at % 7].toLowerCase()} in part ${at + 1} of the worldSome${people[at % 5]}, ${people[(at + 2) % 5]}`
        .replace('Some', ''),
    );
    const body = 'It holds under one condition, which we state and test. '.repeat(1 + (at % 6));
    lines.push(`We look at ${topics[at % 7].toLowerCase()} number ${at + 1} from close by. ${body}`.trim());
  }
  return lines.join('\n');
}
