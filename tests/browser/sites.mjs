// Invented pages in the shapes in which sites serve them, with the headers that they send as far as those are
// known: arXiv's by its published source; Google Scholar's and bioRxiv's are not known.

/** The invented papers. */
const PAPERS = [
  {
    id: '2611.00417',
    title: 'Counting Sheep by Sparse Attention',
    authors: ['Ana Lindqvist', 'Bo Okafor', 'Chidi Eze'],
    abstract: 'Shepherds lose count in the dark. We count with attention that looks at one sheep of eight, and lose fewer than two of a hundred.',
    subjects: ['Computation and Language (cs.CL)', 'Machine Learning (cs.LG)'],
    comments: '12 pages, 3 figures',
  },
  {
    id: '2611.00433',
    title: 'Fences That Learn: Regret of Hedges in $O(\\sqrt{n})$ Meadows',
    authors: ['Daniela van der Berg', 'Émile Ørsted'],
    abstract: 'A fence is moved each night by what it let through. Its regret grows as the root of the number of meadows, and no fence does better.',
    subjects: ['Computation and Language (cs.CL)'],
    comments: 'Accepted at the Workshop on Meadows',
  },
  {
    id: '2611.00508',
    title: 'Bells, Whistles, and Dogs: A Survey of Signals',
    authors: ['Fatima al-Masri', 'Guo-Liang Zhao', 'Hanna Ek', 'Ines D\'Souza'],
    abstract: 'We sort ninety signals by who hears them and who obeys. Dogs obey most of them, and sheep obey dogs.',
    subjects: ['Sound (cs.SD)', 'Computation and Language (cs.CL)'],
  },
  {
    id: '2507.01234',
    title: 'Wool over Rings',
    authors: ['Jun Park'],
    abstract: 'Every ring has wool over it. We say which of these are warm, and close two questions that were open for a winter.',
    subjects: ['Computation and Language (cs.CL)'],
  },
];

const page = (title, body, head = '') =>
  `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>${title}</title>${head}</head>\n<body>${body}</body></html>`;

/** What stands around every page of arXiv. */
const arxiv = (title, content, head) =>
  page(
    title,
    `<div class="flex-wrap-footer"><header><a href="#content" class="is-sr-only">Skip to main content</a>
    <div class="columns is-vcentered is-hidden-mobile" id="cu-identity"><div class="column" id="cu-logo"><a href="https://www.cornell.edu/"><img src="data:," alt="Cornell University"></a></div>
    <div class="column" id="support-ack">We gratefully acknowledge support from the Simons Foundation, <a href="https://info.arxiv.org/about/ourmembers.html">member institutions</a>, and all contributors. <a href="https://info.arxiv.org/about/donate.html">Donate</a></div></div>
    <div id="header" class="is-hidden-mobile"><div class="header-breadcrumbs"><a href="/"><img src="data:," alt="arxiv logo"></a> <span>&gt;</span> <a href="/list/cs.CL/recent">cs.CL</a></div>
    <div class="search-block level-right"><form class="level-item mini-search" method="GET" action="https://arxiv.org/search"><input type="text" name="query" placeholder="Search..."><p class="help"><a href="https://info.arxiv.org/help">Help</a> | <a href="https://arxiv.org/search/advanced">Advanced Search</a></p>
    <select name="searchtype"><option value="all" selected>All fields</option><option value="title">Title</option><option value="author">Author</option></select><button>Search</button></form></div></div></header>
    <main><div id="content">${content}</div></main>
    <footer><ul><li><a href="https://info.arxiv.org/about">About</a></li><li><a href="https://info.arxiv.org/help">Help</a></li></ul><ul><li>contact arXiv<a href="https://info.arxiv.org/help/contact.html"> Contact</a></li><li><a href="https://info.arxiv.org/help/license/index.html">Copyright</a></li><li><a href="https://info.arxiv.org/help/policies/privacy_policy.html">Privacy Policy</a></li></ul>
    <p class="sorry-app-links"><a href="https://status.arxiv.org">arXiv Operational Status</a><br>Get status notifications via <a href="https://subscribe.sorryapp.com/x/email/new">email</a> or <a href="https://subscribe.sorryapp.com/x/slack/new">slack</a></p></footer></div>`,
    head,
  );

const author = (name) => `<a href="https://arxiv.org/search/cs?searchtype=author&amp;query=${encodeURIComponent(name)}">${name}</a>`;

function listed(paper, at, note = '') {
  const { id, title, authors, comments, subjects, abstract } = paper;
  const [primary, ...others] = subjects;
  return `<dt>
      <a name='item${at}'>[${at}]</a>
      <a href ="/abs/${id}" title="Abstract" id="${id}">
        arXiv:${id}
      </a>
      ${note}
      [<a href="/pdf/${id}" title="Download PDF" id="pdf-${id}" aria-labelledby="pdf-${id}">pdf</a>, <a href="https://arxiv.org/html/${id}v1" title="View HTML" id="html-${id}" rel="noopener noreferrer" target="_blank">html</a>, <a href="/format/${id}" title="Other formats" id="oth-${id}">other</a>]
    </dt>
    <dd>
      <div class='meta'>
        <div class='list-title mathjax'><span class='descriptor'>Title:</span>
          ${title}
        </div>
        <div class='list-authors'>${authors.map(author).join(', ')}</div>
        ${comments ? `<div class='list-comments mathjax'><span class='descriptor'>Comments:</span>\n          ${comments}\n        </div>` : ''}
        <div class='list-subjects'><span class='descriptor'>Subjects:</span>
          <span class="primary-subject">${primary}</span>${others.map((it) => `; ${it}`).join('')}
        </div>
        <p class='mathjax'>
          ${abstract}
        </p>
      </div>
    </dd>`;
}

const paging = `<div class='paging'>Total of 4 entries</div><div class='morefewer'>Showing up to 2000 entries per page: <a href=/list/cs.CL/new?skip=0&amp;show=1000 rel="nofollow">fewer</a> | <span style="color: #454545">more</span> | <span style="color: #454545">all</span></div>`;

const listing = arxiv(
  'Computation and Language',
  `<div id='content-inner'><div id='dlpage'><h1>Computation and Language</h1>
  <ul><li><a href="/list/cs.CL/new#item0">New submissions</a></li><li><a href="/list/cs.CL/new#item3">Cross-lists</a></li><li><a href="/list/cs.CL/new#item4">Replacements</a></li></ul>
  <p>See <a id="recent-cs.CL" href="/list/cs.CL/recent">recent</a> articles</p>
  <h3>Showing new listings for Friday, 27 November 2026</h3>${paging}
  <dl id='articles'><h3>New submissions (showing 2 of 2 entries)</h3>${listed(PAPERS[0], 1)}${listed(PAPERS[1], 2)}</dl>
  <dl id='articles'><h3>Cross submissions (showing 1 of 1 entries)</h3>${listed(PAPERS[2], 3, '(cross-list from cs.SD)')}</dl>
  <dl id='articles'><h3>Replacement submissions (showing 1 of 1 entries)</h3>${listed(PAPERS[3], 4, '(replaced)')}</dl>${paging}</div></div>`,
);

const [one] = PAPERS;
const abstractPage = arxiv(
  `[${one.id}] ${one.title}`,
  `<div id="abs-outer"><div class="leftcolumn"><div class="subheader"><h1>Computer Science &gt; Computation and Language</h1></div>
  <div class="header-breadcrumbs-mobile"><strong>arXiv:${one.id}</strong> (cs)</div>
  <div id="content-inner"><div id="abs"><div class="dateline">[Submitted on 2 Nov 2026 (<a href="https://arxiv.org/abs/${one.id}v1">v1</a>), last revised 26 Nov 2026 (this version, v2)]</div>
  <h1 class="title mathjax"><span class="descriptor">Title:</span>${one.title}</h1>
  <div class="authors"><span class="descriptor">Authors:</span>${one.authors.map(author).join(', ')}</div>
  <div id="download-button-info" hidden>View a PDF of the paper titled ${one.title}, by Ana Lindqvist and 2 other authors</div>
  <a class="mobile-submission-download" href="/pdf/${one.id}">View PDF</a> <a class="mobile-submission-download" href="https://arxiv.org/html/${one.id}v2">HTML (experimental)</a>
  <blockquote class="abstract mathjax"><span class="descriptor">Abstract:</span>${one.abstract}</blockquote>
  <div class="metatable"><table summary="Additional metadata"><tr><td class="tablecell label">Comments:</td><td class="tablecell comments mathjax">${one.comments}</td></tr>
  <tr><td class="tablecell label">Subjects:</td><td class="tablecell subjects"><span class="primary-subject">${one.subjects[0]}</span>; ${one.subjects[1]}</td></tr>
  <tr><td class="tablecell label">Cite as:</td><td class="tablecell arxivid"><span class="arxivid"><a href="https://arxiv.org/abs/${one.id}">arXiv:${one.id}</a> [cs.CL]</span></td></tr>
  <tr><td class="tablecell label">&nbsp;</td><td class="tablecell arxividv">(or <span class="arxivid"><a href="https://arxiv.org/abs/${one.id}v2">arXiv:${one.id}v2</a> [cs.CL]</span> for this version)</td></tr>
  <tr><td class="tablecell label">&nbsp;</td><td class="tablecell arxivdoi"><a href="https://doi.org/10.48550/arXiv.${one.id}" id="arxiv-doi-link">https://doi.org/10.48550/arXiv.${one.id}</a><div class="button-and-tooltip"><button class="more-info"><span class="visually-hidden">Focus to learn more</span></button><div role="tooltip" id="more-info-desc-1"><span class="left-corner"></span> arXiv-issued DOI via DataCite</div></div></td></tr></table></div></div></div>
  <div class="submission-history"><h2>Submission history</h2> From: Ana Lindqvist [<a href="/show-email/0/${one.id}" rel="nofollow">view email</a>] <br/><strong><a href="/abs/${one.id}v1" rel="nofollow">[v1]</a></strong> Mon, 2 Nov 2026 09:10:11 UTC (211 KB)<br/><strong>[v2]</strong> Thu, 26 Nov 2026 10:11:12 UTC (214 KB)<br/></div></div>
  <div class="extra-services"><div class="full-text"><h2>Access Paper:</h2><ul><li><a href="/pdf/${one.id}" class="abs-button">View PDF</a></li><li><a href="/src/${one.id}" class="abs-button">TeX Source</a></li></ul></div>
  <div class="browse">Current browse context:<div class="current">cs.CL</div><div class="prevnext"><span class="arrow"><a class="abs-button prev-url" href="/prevnext?id=${one.id}&amp;function=prev&amp;context=cs.CL">&lt;&nbsp;prev</a></span> | <span class="arrow"><a class="abs-button next-url" href="/prevnext?id=${one.id}&amp;function=next&amp;context=cs.CL">next&nbsp;&gt;</a></span></div><div class="list"><a class="abs-button" href="/list/cs.CL/new">new</a> | <a class="abs-button" href="/list/cs.CL/recent">recent</a> | <a href="/list/cs.CL/2026-11">2026-11</a></div><div class="abs-switch-cat">Change to browse by:<div class="switch context-change"><a href="/abs/${one.id}?context=cs">cs</a><br><a class="subclass" href="/abs/${one.id}?context=cs.LG">cs.LG</a></div></div></div>
  <div class="extra-ref-cite"><h3>References &amp; Citations</h3><ul><li><a class="abs-button" href="https://ui.adsabs.harvard.edu/abs/arXiv:${one.id}">NASA ADS</a></li><li><a class="abs-button" href="https://scholar.google.com/scholar_lookup?arxiv_id=${one.id}">Google Scholar</a></li><li><a class="abs-button" href="https://api.semanticscholar.org/arXiv:${one.id}">Semantic Scholar</a></li></ul></div><div class="bookmarks"><h3>Bookmark</h3></div></div>
  <div class="endorsers"><a href="/auth/show-endorsers/${one.id}" class="endorser-who" rel="nofollow">Which authors of this paper are endorsers?</a> | <a id="mathjax_toggle" href="javascript:setMathjaxCookie()">Disable MathJax</a> (<a href="https://info.arxiv.org/help/mathjax.html">What is MathJax?</a>)</div></div>`,
  `<link rel="canonical" href="https://arxiv.org/abs/${one.id}"><meta name="description" content="Abstract page for arXiv paper ${one.id}: ${one.title}"><meta property="og:title" content="${one.title}"><style>.mobile-submission-download, .header-breadcrumbs-mobile { display: none }</style><meta name="citation_title" content="${one.title}"><meta name="citation_author" content="Lindqvist, Ana"><meta name="citation_date" content="2026/11/02"><meta name="citation_arxiv_id" content="${one.id}">`,
);

const hit = (paper) => `<li class="arxiv-result"><div class="is-marginless"><p class="list-title is-inline-block"><a href="https://arxiv.org/abs/${paper.id}">arXiv:${paper.id}</a>
        <span>&nbsp;[<a href="https://arxiv.org/pdf/${paper.id}">pdf</a>, <a href="https://arxiv.org/format/${paper.id}">other</a>]&nbsp;</span></p>
      <div class="tags is-inline-block">${paper.subjects.map((it, at) => `<span class="tag is-small ${at ? 'is-grey' : 'is-link'} tooltip is-tooltip-top" data-tooltip="${it.split(' (')[0]}">${it.match(/\((.*)\)/)[1]}</span>`).join('\n')}</div></div>
    <p class="title is-5 mathjax">\n      ${paper.title}\n    </p>
    <p class="authors"><span class="has-text-black-bis has-text-weight-semibold">Authors:</span>
      ${paper.authors.map((name) => `<a href="/search/?searchtype=author&amp;query=${encodeURIComponent(name)}">${name}</a>`).join(', ')}</p>
    <p class="abstract mathjax"><span class="has-text-black-bis has-text-weight-semibold">Abstract</span>:
      <span class="abstract-short has-text-grey-dark mathjax" id="${paper.id}v1-abstract-short" style="display: inline;">${paper.abstract.slice(0, 60)}… <a class="is-size-7" style="white-space: nowrap;" onclick="">&#9661; More</a></span>
      <span class="abstract-full has-text-grey-dark mathjax" id="${paper.id}v1-abstract-full" style="display: none;">${paper.abstract} <a class="is-size-7" style="white-space: nowrap;" onclick="">&#9651; Less</a></span></p>
    <p class="is-size-7"><span class="has-text-black-bis has-text-weight-semibold">Submitted</span> 2 November, 2026; <span class="has-text-black-bis has-text-weight-semibold">originally announced</span> November 2026.</p>
    ${paper.comments ? `<p class="comments is-size-7"><span class="has-text-black-bis has-text-weight-semibold">Comments:</span> <span class="has-text-grey-dark mathjax">${paper.comments}</span></p>` : ''}</li>`;
const results = arxiv(
  'Search | arXiv e-print repository',
  `<div class="level is-marginless"><div class="level-left"><h1 class="title is-clearfix">Showing 1&ndash;4 of 4 results for all: <span class="mathjax">sheep</span></h1></div><div class="level-right"><span class="help"><a href="https://github.com/arXiv/arxiv-search/releases">Search v0.5.6 released 2020-02-24</a></span></div></div>
  <div class="content"><form method="GET" action="/search/"><input name="query" value="sheep"><select name="searchtype"><option>All fields</option><option>Title</option></select><button>Search</button><ul id="abstracts"><li><input type="radio" name="abstracts" value="show" checked> <label>Show abstracts</label></li><li><input type="radio" name="abstracts" value="hide"> <label>Hide abstracts</label></li></ul><a href="/search/advanced?terms-0-term=sheep">Advanced Search</a></form>
  <div class="level breathe-horizontal"><form method="GET"><select name="size"><option value="25">25</option><option selected value="50">50</option></select> <label>results per page</label>. <label>Sort results by</label> <select name="order"><option selected>Announcement date (newest first)</option><option>Relevance</option></select> <button>Go</button></form></div>
  <ol class="breathe-horizontal" start="1">${PAPERS.map(hit).join('\n')}</ol></div>`,
);

const venues = ['arXiv preprint arXiv:2611.00417, 2026 - arxiv.org', 'Journal of Meadows, 2025 - Elsevier', 'Proceedings of the Fold, 2024 - dl.acm.org', 'Transactions on Wool, 2026 - Springer'];
const scholarResult = ({ title, authors, abstract, id }, at) => {
  const names = authors.map((name) => name.replace(/^(\S)\S*/, '$1').replace('Guo-', 'G'));
  const marked = title.replace('$O(\\sqrt{n})$ ', '').replace('Sheep', '<b>Sheep</b>');
  return `<div class="gs_r gs_or gs_scl" data-cid="Qh${at}Dl7b8ZhqwJ" data-did="Qh${at}Dl7b8ZhqwJ" data-lid="" data-aid="Qh${at}Dl7b8ZhqwJ" data-rp="${at}">${at === 0 ? `<div class="gs_ggs gs_fl"><div class="gs_ggsd"><div class="gs_or_ggsm" ontouchstart="gs_evt_dsp(event)" tabindex="-1"><a href="https://arxiv.org/pdf/${id}"><span class=gs_ctg2>[PDF]</span> arxiv.org</a></div></div></div>` : ''}<div class="gs_ri"><h3 class="gs_rt" ontouchstart="gs_evt_dsp(event)">${at === 3 ? '<span class="gs_ctc"><span class="gs_ct1">[HTML]</span><span class="gs_ct2">[HTML]</span></span> ' : ''}<a id="Qh${at}Dl7b8ZhqwJ" href="${at === 0 ? `https://arxiv.org/abs/${id}` : `https://example.org/papers/${at}`}" data-clk="hl=en&amp;sa=T&amp;ct=res&amp;cd=${at}" data-clk-atid="Qh${at}Dl7b8ZhqwJ">${marked}</a></h3><div class="gs_a">${names.map((name, place) => (place ? name : `<a href="/citations?user=u${at}AAAAJ&amp;hl=en&amp;oi=sra">${name}</a>`)).join(', ')}${at === 2 ? '&hellip;' : ''}&nbsp;- ${venues[at]}</div><div class="gs_rs">${abstract.slice(0, abstract.indexOf(' ', 60))} <br>${abstract.slice(abstract.indexOf(' ', 60) + 1, 110)}&nbsp;&hellip;</div><div class="gs_fl gs_flb"><a href="javascript:void(0)" class="gs_or_sav gs_or_btn" role="button"><svg viewBox="0 0 15 16" class="gs_or_svg"></svg><span class="gs_or_btn_lbl">Save</span></a> <a href="javascript:void(0)" class="gs_or_cit gs_or_btn gs_nph" role="button" aria-controls="gs_cit" aria-haspopup="true"><svg viewBox="0 0 15 16" class="gs_or_svg"></svg><span>Cite</span></a> <a href="/scholar?cites=1${at}&amp;as_sdt=2005&amp;sciodt=0,5&amp;hl=en">Cited by ${7 + at}</a> <a href="/scholar?q=related:Qh${at}:scholar.google.com/&amp;hl=en">Related articles</a> <a href="/scholar?cluster=1${at}&amp;hl=en&amp;as_sdt=0,5" class="gs_nph">All ${2 + at} versions</a> <a href="javascript:void(0)" title="More" class="gs_or_mor gs_oph" role="button"><svg viewBox="0 0 15 16" class="gs_or_svg"></svg></a> <a href="javascript:void(0)" title="Fewer" class="gs_or_nvi gs_or_mor" role="button"></a></div></div></div>`;
};
const scholar = page(
  'sheep - Google Scholar',
  `<div id="gs_top"><style>.gs_md_wnw{visibility:hidden;position:fixed}#gs_hdr_drw{visibility:hidden}</style><div id="gs_md_w" class="gs_md_wnw"><div id="gs_cit" role="dialog"><div id="gs_cit-hdr"><h2>Cite</h2></div></div><div id="gs_md_albl-d"><h2>Saved to My library</h2>Done Remove article</div></div>
  <div id="gs_hdr" role="banner"><a href="/schhp?hl=en" aria-label="Homepage">Google Scholar</a><form id="gs_hdr_frm" action="/scholar" role="search"><input type="text" name="q" value="sheep"><button aria-label="Search"></button></form><a href="https://accounts.google.com/Login">Sign in</a></div>
  <div id="gs_ab"><div id="gs_ab_ttl">Articles</div><div id="gs_ab_md"><div class="gs_ab_mdw">About 12,300 results (<b>0.05</b> sec)</div></div><div id="gs_ab_btns"><a href="/citations?hl=en">My profile</a><a href="/scholar?scilib=1&amp;hl=en">My library</a></div></div>
  <div id="gs_bdy"><div id="gs_bdy_sb" role="navigation"><ul id="gs_bdy_sb_in"><li class="gs_sel"><a href="/scholar?q=sheep">Any time</a></li><li><a href="/scholar?as_ylo=2026&amp;q=sheep">Since 2026</a></li><li><a href="/scholar?as_ylo=2025&amp;q=sheep">Since 2025</a></li><li><a href="javascript:void(0)">Custom range...</a></li></ul><ul><li class="gs_sel"><a href="/scholar?q=sheep">Sort by relevance</a></li><li><a href="/scholar?scisbd=1&amp;q=sheep">Sort by date</a></li></ul><ul><li><a href="#">Any type</a></li><li><a href="/scholar?as_rr=1&amp;q=sheep">Review articles</a></li></ul><ul><li>include patents</li><li>include citations</li></ul><div><a href="/scholar_alerts?view_op=create_alert_options&amp;hl=en">Create alert</a></div></div>
  <div id="gs_bdy_ccl" role="main"><div id="gs_res_ccl"><div id="gs_res_ccl_top"></div><div id="gs_res_ccl_mid">${PAPERS.map(scholarResult).join('  ')}</div><div id="gs_res_ccl_bot"><div class="gs_r"><h3 class="gs_rt">Related searches</h3><ul><li><a href="/scholar?q=counting+sheep">counting sheep</a></li><li><a href="/scholar?q=sheep+attention">sheep attention</a></li></ul></div><div id="gs_n" role="navigation"><table><tr><td><b>Previous</b></td><td><b>1</b></td><td><a href="/scholar?start=10&amp;q=sheep">2</a></td><td><a href="/scholar?start=10&amp;q=sheep"><b>Next</b></a></td></tr></table></div></div></div></div></div>
  <div id="gs_ftr" role="contentinfo"><a href="//www.google.com/intl/en/policies/privacy/">Privacy</a><a href="//www.google.com/intl/en/policies/terms/">Terms</a><a href="//support.google.com/scholar">Help</a></div></div>`,
);

const bio = (at) => `10.1101/2026.11.0${at + 1}.70${at}417`;
const given = (name) => name.split(' ').slice(0, -1).join(' ');
const surname = (name) => name.split(' ').at(-1);
const bioTitle = ({ title }) => title.replace('$O(\\sqrt{n})$', 'Many').replace('Sparse Attention', '<i>Ovis aries</i> Genomes');
const bioAuthors = ({ authors }) =>
  `<span  class="highwire-citation-authors">${authors.map((name, at) => `<span class="highwire-citation-author${at ? '' : ' first'}" data-delta="${at}"><span class="nlm-given-names">${given(name)}</span> <span class="nlm-surname">${surname(name)}</span></span>`).join(', ')}</span>`;
const cite = (paper, at, date) => `<div class="highwire-article-citation highwire-citation-type-highwire-article node" data-pisa="biorxiv;2026.11.0${at + 1}.70${at}417v1" data-seqnum="${at}" id="node-biorxiv${at}"><div  class="highwire-cite highwire-cite-highwire-article highwire-citation-biorxiv-article-pap-list-overline clearfix" >
${date ? `<div  class="highwire-cite-overline" >${date}</div>` : ''}
  <span class="highwire-cite-title" >
      <a href="/content/${bio(at)}v1" class="highwire-cite-linked-title" data-icon-position="" data-hide-link-title="0"><span class="highwire-cite-title">${bioTitle(paper)}</span></a>    </span>
  <div  class="highwire-cite-authors" >${bioAuthors(paper)}</div>
  <div  class="highwire-cite-metadata" ><span  class="highwire-cite-metadata-journal highwire-cite-metadata">bioRxiv </span><span  class="highwire-cite-metadata-pages highwire-cite-metadata">2026.11.0${at + 1}.70${at}417; </span><span  class="highwire-cite-metadata-doi highwire-cite-metadata"><span class="doi_label">doi:</span> https://doi.org/${bio(at)} </span></div>
  <div  class="highwire-cite-extras" ><div id = "hw-make-citation-${at}" class = "hw-make-citation"><a href="/highwire-save-citation/saveapath/0/nojs/${at}" class="link-save-citation-save use-ajax" title="Save"><span class="icon-plus"></span> <span class="title">Add to Selected Citations</span></a></div></div>
  </div></div>`;
const biorxiv = (title, content, head) =>
  page(
    title,
    `<div class="page clearfix" id="page"><header id="section-header" class="section section-header"><div class="block-system-user-menu"><ul class="menu"><li><a href="/">Home</a></li><li><a href="/about-biorxiv">About</a></li><li><a href="/submit-a-manuscript">Submit</a></li><li><a href="/alertsrss">ALERTS / RSS</a></li></ul></div>
    <a href="/"><img src="data:," alt="bioRxiv"></a><form action="/" method="post"><label>Search for this keyword </label><input type="text" name="keywords"><button>Search</button></form><a href="/search">Advanced Search</a></header><section id="section-content" class="section section-content">${content}</section>
    <footer id="section-footer"><div class="copyright">View by Month</div><p>Evaluation/discussion of this paper</p><p>bioRxiv is operated by openRxiv</p><a href="https://connect.biorxiv.org">Channels</a></footer></div>`,
    head,
  );
const collection = biorxiv(
  'Animal Behavior and Cognition | bioRxiv',
  `<h1 id="page-title" class="title">Subject Collection: Animal Behavior and Cognition</h1><div class="highwire-list-wrapper"><div class="highwire-list"><ul>${PAPERS.map((paper, at) => `<li class="${at ? '' : 'first '}${at % 2 ? 'even' : 'odd'}">${cite(paper, at, '')}</li>`).join('')}</ul></div></div><ul class="pager"><li class="pager-current first">1</li><li class="pager-item"><a href="/collection/animal-behavior-and-cognition?page=1" class="active">2</a></li><li class="pager-next"><a href="/collection/animal-behavior-and-cognition?page=1">Next</a></li></ul>`,
);
const found = biorxiv(
  'Search Results | bioRxiv',
  `<h1 id="page-title">4 Results</h1><div class="highwire-search-summary">for term "sheep"</div><ul class="highwire-search-results-list">${PAPERS.map((paper, at) => `<li class="${at ? '' : 'first '}search-result result-jcode-biorxiv search-result-highwire-citation"><div class="search-result-wrapper">${cite(paper, at, '').replace('pap-list-overline', 'pap-list')}</div></li>`).join('')}</ul>`,
);
const article = biorxiv(
  `${one.title} | bioRxiv`,
  `<div class="panel-pane pane-highwire-article-citation"><div class="highwire-article-citation highwire-citation-type-highwire-article"><div class="highwire-cite highwire-cite-highwire-article highwire-citation-biorxiv-article-top clearfix has-author-tooltip"><h1 class="highwire-cite-title" id="page-title">${bioTitle(one)}</h1>
  <div class="highwire-cite-authors">${bioAuthors(one).replace('Ana</span> <span class="nlm-surname">Lindqvist</span>', '<a href="http://orcid.org/0000-0000-0000-0001"><span class="orcid"></span></a>Ana</span> <span class="nlm-surname">Lindqvist</span>')}</div>
  <div class="highwire-cite-metadata"><span class="highwire-cite-metadata-doi highwire-cite-metadata"><span class="label">doi:</span> https://doi.org/${bio(0)} </span></div></div></div></div>
  <div class="pane-biorxiv-preprint-notice">This article is a preprint and has not been certified by peer review <a href="/content/what-unrefereed-preprint">[what does this mean?]</a>.</div>
  <ul class="tabs inline panels-ajax-tab"><li class="first"><a href="/content/${bio(0)}v1" class="panels-ajax-tab-tab">Abstract</a></li><li><a href="/content/${bio(0)}v1.full" class="panels-ajax-tab-tab">Full Text</a></li><li><a href="/content/${bio(0)}v1.article-info" class="panels-ajax-tab-tab">Info/History</a></li><li><a href="/content/${bio(0)}v1.article-metrics" class="panels-ajax-tab-tab">Metrics</a></li><li class="last"><a href="/content/${bio(0)}v1.full.pdf+html" class="panels-ajax-tab-tab"><i class="icon-file-alt"></i> Preview PDF</a></li></ul>
  <div class="highwire-markup"><div class="article abstract-view"><div class="section abstract" id="abstract-1"><h2 class="">Abstract</h2><p id="p-2">${one.abstract}</p></div><h3>Competing Interest Statement</h3><p>The authors have declared no competing interest.</p></div></div>
  <div class="panel-pane pane-highwire-article-copyright"><div class="field-item">The copyright holder for this preprint is the author/funder, who has granted bioRxiv a license to display the preprint in perpetuity. It is made available under a <a href="http://creativecommons.org/licenses/by/4.0/">CC-BY 4.0 International license</a>.</div></div>
  <div class="sidebar"><div class="pane-custom">Back to top</div><ul class="prev-next"><li><a href="/content/10.1101/2026.11.01.700001v1">Previous</a></li><li><a href="/content/10.1101/2026.11.01.700002v1">Next</a></li></ul><div class="panel-pane pane-custom">Posted November 01, 2026.</div><ul><li><a href="/content/biorxiv/early/2026/11/01/x.full.pdf">Download PDF</a></li><li>Email</li><li>Share</li><li>Citation Tools</li></ul><h2>Subject Area</h2><ul><li><a href="/collection/animal-behavior-and-cognition">Animal Behavior and Cognition</a></li></ul><h2>Subject Areas</h2><div><a href="/collection">All Articles</a></div><ul><li>Animal Behavior and Cognition (7211)</li><li>Biochemistry (15320)</li><li>Bioengineering (11800)</li></ul></div>`,
  `<meta name="DC.Title" content="${one.title}"><meta name="citation_title" content="Counting Sheep by Ovis aries Genomes"><meta name="citation_abstract" lang="en" content="&lt;h3&gt;Abstract&lt;/h3&gt; &lt;p&gt;${one.abstract}&lt;/p&gt;"><meta name="citation_journal_title" content="bioRxiv"><meta name="citation_publisher" content="Cold Spring Harbor Laboratory"><meta name="citation_publication_date" content="2026/01/01"><meta name="citation_id" content="2026.11.01.700417v1"><meta name="citation_doi" content="${bio(0)}">${one.authors.map((name) => `<meta name="citation_author" content="${name}">`).join('')}<meta name="citation_date" content="2026-11-01">`,
);

const plain = (text) => text.replace(/<[^>]+>/g, '');
const ofArxiv = PAPERS.map(({ title, authors, id }) => ({ title, authors, link: `https://arxiv.org/abs/${id}` }));
const ofBiorxiv = PAPERS.map((paper, at) => ({ title: plain(bioTitle(paper)), authors: paper.authors, link: `https://doi.org/${bio(at)}` }));
const ofScholar = PAPERS.map(({ title, authors }, at) => ({
  title: title.replace('$O(\\sqrt{n})$ ', ''),
  authors: authors.map((name) => name.replace(/^(\S)\S*/, '$1')),
  link: at === 0 ? 'https://arxiv.org/abs/2611.00417' : `https://example.org/papers/${at}`,
}));

const END = 'and lose fewer than two of a hundred.';

/** Each page with its address, the headers that come with it, the papers on it, how the first one's abstract
 *  ends if the page has it whole, and how many of its elements are hidden by an attribute. */
export const SITES = [
  { name: "arXiv's new listing", address: 'https://arxiv.org/list/cs.CL/new', body: listing, headers: {}, papers: ofArxiv, abstract: END },
  { name: "arXiv's abstract page", address: 'https://arxiv.org/abs/2611.00417', body: abstractPage, headers: {}, papers: ofArxiv.slice(0, 1), abstract: END, hidden: 1 },
  {
    name: "arXiv's search results",
    address: 'https://arxiv.org/search/?query=sheep&searchtype=all',
    body: results,
    headers: { 'content-security-policy': "frame-ancestors 'none'", 'x-frame-options': 'SAMEORIGIN' },
    papers: ofArxiv,
    abstract: END,
  },
  { name: "Google Scholar's results", address: 'https://scholar.google.com/scholar?hl=en&q=sheep', body: scholar, headers: {}, papers: ofScholar },
  { name: 'a collection of bioRxiv', address: 'https://www.biorxiv.org/collection/animal-behavior-and-cognition', body: collection, headers: {}, papers: ofBiorxiv },
  { name: "bioRxiv's search results", address: 'https://www.biorxiv.org/search/sheep', body: found, headers: {}, papers: ofBiorxiv },
  { name: "bioRxiv's page of an article", address: 'https://www.biorxiv.org/content/10.1101/2026.11.01.700417v1', body: article, headers: {}, papers: ofBiorxiv.slice(0, 1), abstract: END },
];
