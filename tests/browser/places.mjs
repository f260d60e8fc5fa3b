// Where things are on the page, as assistive technology sees them, for the tests of every engine.

export const cards = (page) => page.getByRole('feed', { name: 'Papers' }).getByRole('article');
export const card = (page, title) => page.getByRole('article', { name: title });
export const star = (page, title) =>
  card(page, title).getByRole('button', { name: 'Star', exact: true });
export const search = (page) => page.getByRole('searchbox', { name: 'Search papers' });
export const filters = (page) => page.getByRole('complementary', { name: 'Filters' });
/** The table of a plot, and its bars as buttons. */
export const plot = (page, name) =>
  filters(page).getByRole('group', { name }).getByRole('table', { name });
export const box = (page) => page.getByRole('textbox', { name: 'Digest text' });
export const view = (page, name) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
export const status = (page, text) =>
  page.getByRole('status').filter({ hasText: text });
/** The bar that shows how far the reading of a digest is. */
export const progress = (page) => page.getByRole('progressbar', { name: 'Reading' });
/** What a backup would change, to be agreed to. */
export const importing = (page) => page.getByRole('dialog', { name: 'Import' });
/** Saves papers, or what was decided, as a file in one of the forms. */
export async function saveAs(page, form) {
  await page.getByRole('button', { name: 'Export' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: form }).click();
  await dialog.getByRole('button', { name: 'Download' }).click();
}
