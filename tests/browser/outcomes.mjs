// A reporter that writes down the tests which failed, and those which passed only when tried again,
// so that `cargo xtask test` can name them where it ends: what Playwright says is far above by then.
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';

const WORDS = { unexpected: 'failed', flaky: 'passed at the second try' };

export default class Outcomes {
  onBegin(_, suite) {
    this.suite = suite;
  }

  onEnd() {
    const told = this.suite.allTests().filter((test) => test.outcome() in WORDS);
    const lines = told.map((test) => {
      const { file, line } = test.location;
      return `${WORDS[test.outcome()]}: ${basename(file)}:${line} ${test.title}\n`;
    });
    if (process.env.SKIMMARK_OUTCOMES) writeFileSync(process.env.SKIMMARK_OUTCOMES, lines.join(''));
  }
}
