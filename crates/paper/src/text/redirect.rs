//! Services that lead through an address of their own: mail gateways that check each link, and
//! pages that count who leaves them. What they add names the reader, and hides where a link leads.

use std::borrow::Cow;

use super::{base64, location, percent};

/// How many services one address may lead through.
const MOST_NESTED: usize = 8;

/// How a service's address holds the one that it leads to.
#[derive(Clone, Copy, Debug)]
enum Holds {
    /// Percent-encoded, as this parameter.
    Parameter(&'static str),
    /// In base64 after these letters, as this parameter.
    Base64(&'static str, &'static str),
    /// As the parameter `u`, with `-` for `%` and `_` for `/`.
    Dashes,
    /// Between two underscores, with `*` for signs that follow in base64.
    Stars,
    /// Between three underscores.
    Underscores,
    /// Percent-encoded, as the last part of the path.
    LastPart,
}

use Holds::{Base64, Dashes, LastPart, Parameter, Stars, Underscores};

/// Hosts (and those below them; `google.` is that name in any country), what their paths contain,
/// and how they hold an address.
const SERVICES: &[(&str, &str, Holds)] = &[
    ("safelinks.protection.outlook.com", "", Parameter("url")),
    ("safelinks.protection.outlook.cn", "", Parameter("url")),
    ("safelinks.protection.office365.us", "", Parameter("url")),
    ("teams.cdn.office.net", "safelinks", Parameter("url")),
    ("urldefense.proofpoint.com", "v1/", Parameter("u")),
    ("urldefense.proofpoint.com", "v2/", Dashes),
    ("urldefense.proofpoint.com", "v3/", Stars),
    ("urldefense.com", "v1/", Parameter("u")),
    ("urldefense.com", "v2/", Dashes),
    ("urldefense.com", "v3/", Stars),
    ("urldefense.us", "v2/", Dashes),
    ("urldefense.us", "v3/", Stars),
    ("linkprotect.cudasvc.com", "", Parameter("a")),
    ("secure-web.cisco.com", "", LastPart),
    ("protection.sophos.com", "", Base64("u", "")),
    ("trendmicro.com", "wis/clicktime", Parameter("url")),
    ("fireeye.com", "url", Parameter("u")),
    ("clicktime.symantec.com", "", Parameter("u")),
    ("zixcentral.com", "", Parameter("u")),
    ("url-protection.com", "url", Parameter("o")),
    ("url.avanan.click", "___", Underscores),
    ("protect.checkpoint.com", "___", Underscores),
    ("fortimailcloud.com", "fmlurlsvc", Parameter("url")),
    ("deref-gmx.net", "", Parameter("redirectUrl")),
    ("deref-web.de", "", Parameter("redirectUrl")),
    ("mail.qq.com", "", Parameter("gourl")),
    ("google.", "url", Parameter("q")),
    ("google.", "url", Parameter("url")),
    ("bing.com", "ck/a", Base64("u", "a1")),
    ("duckduckgo.com", "l/", Parameter("uddg")),
    ("facebook.com", "l.php", Parameter("u")),
    ("l.instagram.com", "", Parameter("u")),
    ("linkedin.com", "redir/", Parameter("url")),
    ("linkedin.com", "safety/go", Parameter("url")),
    ("slack-redir.net", "link", Parameter("url")),
    ("out.reddit.com", "", Parameter("url")),
    ("youtube.com", "redirect", Parameter("q")),
    ("medium.com", "r/", Parameter("url")),
    ("vk.com", "away.php", Parameter("to")),
    ("link.zhihu.com", "", Parameter("target")),
    ("link.csdn.net", "", Parameter("target")),
    ("link.juejin.cn", "", Parameter("target")),
];

/// Google Scholar's, from which its alerts are known: it is left where a format looks for it.
const SCHOLAR: (&str, &str, Holds) = ("scholar.google.", "scholar_url", Parameter("url"));

/// Returns where `url` leads in the end. An address of a service of which that cannot be read loses
/// its query, as that may name the reader.
pub fn target(url: &str) -> Cow<'_, str> {
    followed(url, &|url| service(url).or_else(|| is_of_scholar(url).then_some(SCHOLAR.2)))
}

/// Does the same as [`target`], but leaves an address of Google Scholar as it is.
pub fn delivered(url: &str) -> Cow<'_, str> {
    followed(url, &service)
}

/// Returns true if the address is one of Google Scholar's that leads elsewhere.
pub fn is_of_scholar(url: &str) -> bool {
    let (host, path) = host_and_path(url);
    is(host, path, &SCHOLAR)
}

/// Returns true if `url` is the address of a service.
pub fn is_of_service(url: &str) -> bool {
    let (host, path) = host_and_path(url);
    SERVICES.iter().any(|row| is(host, path, row))
}

/// Whatever way an address holds another, one of these is in it; there are none in most.
fn may_hold(url: &str) -> bool {
    memchr::memchr3(b'?', b'%', b'_', url.as_bytes()).is_some()
}

fn followed<'u>(url: &'u str, service: &dyn Fn(&str) -> Option<Holds>) -> Cow<'u, str> {
    let mut at = Cow::Borrowed(url);
    if !may_hold(url) {
        return at;
    }
    for _ in 0..MOST_NESTED {
        let Some(holds) = service(&at) else { break };
        let Some(next) = held(&at, holds) else {
            let end = at.find('?').unwrap_or(at.len());
            return at[..end].to_owned().into();
        };
        at = Cow::Owned(next);
    }
    at
}

/// Returns how the service of this address holds another; of several ways, the one that leads
/// somewhere.
fn service(url: &str) -> Option<Holds> {
    let (host, path) = host_and_path(url);
    let mut ways = SERVICES.iter().filter(|row| is(host, path, row)).map(|row| row.2);
    let first = ways.next()?;
    let leads = |holds: &Holds| held(url, *holds).is_some();
    Some(std::iter::once(first).chain(ways).find(leads).unwrap_or(first))
}

fn host_and_path(url: &str) -> (&str, &str) {
    let (host, path) = location::host_and_path(url);
    (host, path.split('?').next().unwrap_or_default())
}

fn is(host: &str, path: &str, (name, part, _): &(&str, &str, Holds)) -> bool {
    let at = if name.ends_with('.') { 0 } else { host.len().wrapping_sub(name.len()) };
    // Most hosts are of no service, and this is the fastest way to see it.
    if host.as_bytes().get(at).map(u8::to_ascii_lowercase) != name.bytes().next() {
        return false;
    }
    let named = host.get(at..at + name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
    named && (at == 0 || host.as_bytes()[at - 1] == b'.') && path.contains(part)
}

/// Returns the address that one of a service holds.
fn held(url: &str, holds: Holds) -> Option<String> {
    let inner = match holds {
        Parameter(name) => percent::decode(location::parameter(url, name)?),
        Base64(name, before) => {
            let coded = percent::decode(location::parameter(url, name)?);
            String::from_utf8(base64::decode(coded.strip_prefix(before)?)).ok()?
        }
        Dashes => {
            percent::decode(&location::parameter(url, "u")?.replace('-', "%").replace('_', "/"))
        }
        Stars => {
            let (_, rest) = url.split_once("/v3/__")?;
            let (inner, signs) = rest.split_once("__;")?;
            starred(&percent::decode(inner), signs.split('!').next()?)
        }
        Underscores => {
            let (_, rest) = url.split_once("___")?;
            rest.split("___").next()?.to_owned()
        }
        LastPart => {
            let path = url.split(['?', '#']).next().unwrap_or_default();
            percent::decode(path.rsplit('/').next()?)
        }
    };
    let inner = inner.trim();
    // Where a gateway stands before another, one of the two slashes is lost.
    let rest = inner.strip_prefix("https:/").map(|rest| ("https://", rest));
    let (scheme, rest) = rest.or_else(|| Some(("http://", inner.strip_prefix("http:/")?)))?;
    let rest = rest.trim_start_matches('/');
    (!rest.is_empty()).then(|| [scheme, rest].concat())
}

/// Letters of which each gives the length of a run, from 2.
const RUNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Puts the signs back for which stars stand: one for `*`, as many as the letter says for `**B`.
fn starred(text: &str, signs: &str) -> String {
    let signs = String::from_utf8_lossy(&base64::decode(signs)).into_owned();
    let mut signs = signs.chars();
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('*') {
        whole.push_str(before);
        let run = after.strip_prefix('*').and_then(|run| {
            let letter = run.bytes().next()?;
            Some((RUNS.iter().position(|known| *known == letter)? + 2, run.get(1..)?))
        });
        let (length, after) = run.unwrap_or((1, after));
        let put = signs.by_ref().take(length);
        whole.extend(put);
        rest = after;
    }
    whole + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_lead_where_they_say() {
        let arxiv = "https://arxiv.org/abs/2601.00001";
        let cases = [
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Farxiv.org%2Fabs%2F2601.00001&amp;data=05%7C02%7Cana%40example.org%7C0&amp;reserved=0",
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Farxiv.org%2Fabs%2F2601.00001&data=05|02|ana@example.org|0",
            "https://gcc02.SAFELINKS.protection.outlook.com/ap/b-1/?url=https%3A%2F%2Farxiv.org%2Fabs%2F2601.00001",
            "https://urldefense.proofpoint.com/v1/url?u=https://arxiv.org/abs/2601.00001&k=a&r=ana%40example.org",
            "https://urldefense.proofpoint.com/v2/url?u=https-3A__arxiv.org_abs_2601.00001&d=DwIG&e=",
            "https://urldefense.com/v3/__https://arxiv.org/abs/2601.00001__;!!Kw!ABC$",
            "https://urldefense.us/v3/__https:/arxiv.org/abs/2601.00001__;!!Kw!ABC$",
            "https://linkprotect.cudasvc.com/url?a=https%3a%2f%2farxiv.org%2fabs%2f2601.00001&c=E,1,x&typo=1",
            "https://secure-web.cisco.com/1aB-c_d/https%3A%2F%2Farxiv.org%2Fabs%2F2601.00001",
            "https://eu-west-1.protection.sophos.com/?d=arxiv.org&u=aHR0cHM6Ly9hcnhpdi5vcmcvYWJzLzI2MDEuMDAwMDE=&i=x",
            "https://url.avanan.click/v2/___https://arxiv.org/abs/2601.00001___.YXAz",
            "https://www.google.com/url?q=https://arxiv.org/abs/2601.00001&source=gmail&usg=AOv",
            "http://www.google.co.uk/url?sa=t&amp;amp;url=https%3A%2F%2Farxiv.org%2Fabs%2F2601.00001",
            "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9hcnhpdi5vcmcvYWJzLzI2MDEuMDAwMDE&ntb=1",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Farxiv.org%2Fabs%2F2601.00001&h=AT0",
            "https://www.linkedin.com/redir/redirect?url=https%3A%2F%2Farxiv%2Eorg%2Fabs%2F2601%2E00001&urlhash=x",
            "https://slack-redir.net/link?url=https%3A%2F%2Farxiv.org%2Fabs%2F2601.00001",
            "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Furldefense.proofpoint.com%2Fv2%2Furl%3Fu%3Dhttps-3A__www.google.com_url-3Fq-3Dhttps-3A__arxiv.org_abs_2601.00001%26d%3DD&data=1",
        ];
        for url in cases {
            assert_eq!(delivered(url), arxiv, "{url}");
            assert!(is_of_service(url), "{url}");
        }
    }

    #[test]
    fn signs_that_became_stars_are_put_back() {
        let one = "https://urldefense.com/v3/__https://example.org/a*20b?c=*C3*A9__;JSUl!!K!A$";
        assert_eq!(target(one), "https://example.org/a%20b?c=%C3%A9");
        let run = "https://urldefense.com/v3/__https://example.org/**Ax__;w6nDqA!!K!A$";
        assert_eq!(target(run), "https://example.org/éèx");
    }

    #[test]
    fn what_names_the_reader_goes_even_if_nothing_else_is_known() {
        let cut = "https://nam02.safelinks.protection.outlook.com/?data=ana%40example.org";
        assert_eq!(target(cut), "https://nam02.safelinks.protection.outlook.com/");
        for url in [
            "https://arxiv.org/abs/2601.00001",
            "https://example.org/?url=https://arxiv.org",
            "https://notgoogle.com/url?q=https://arxiv.org",
            "https://www.google.com/search?q=https://arxiv.org",
            "https://example.us1.list-manage.com/track/click?u=1&id=2",
            "",
        ] {
            assert_eq!(target(url), url);
        }
    }

    #[test]
    fn an_alert_of_scholar_keeps_what_it_is_known_by() {
        let wrapped = "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fscholar.google.de%2Fscholar_url%3Furl%3Dhttps%3A%2F%2Fexample.org%2Fa%253Fb%3Dc%26hl%3Den&data=1";
        let inner = "https://scholar.google.de/scholar_url?url=https://example.org/a%3Fb=c&hl=en";
        assert_eq!(delivered(wrapped), inner);
        assert!(is_of_scholar(inner));
        assert_eq!(target(wrapped), "https://example.org/a?b=c");
    }
}
