"""Measures how well `skimmark-digest rank` finds what a reader likes, on simulated readers.

    python3 bench/foryou.py PAPERS COMMAND [--topics FILE] [--likes 5,10,25,100] [--seeds 2] [--no-svm] [--likely]

PAPERS has one JSON object a line (`title`, `abstract`, `authors`, `category`), packed by gzip. A
reader likes a topic: the papers that contain its words, which are then removed from all texts. Some
of these papers are the likes, 40 others are passed over, and the rest are ranked. A reader of two
interests likes three papers of a second topic for seven of the first.

With `--likely` it tells for ranges of the score how much more frequent they are among the right papers.

Beside it stands the method of arxiv-sanity-lite: a linear SVM over TF-IDF, likes against all others.
Needs numpy and scikit-learn.
"""
import argparse, gzip, json, os, random, re, subprocess, tempfile

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics import roc_auc_score
from sklearn.svm import LinearSVC

TOPICS = """galaxy|machine translation|entangle|point cloud|autonomous driving|medical imag|protein|
climate|turbulen|plasma|navier-stokes|finite element|knot|cohomology|lie algebra|combinatorial|
markov chain|gaussian process|time series|anomaly detection|sentiment|dialogue|parsing|vulnerab|
vision-language|video generation|3d reconstruction|pose estimation|wireless|social network|fairness|
multi-agent|slam|drone|music|emotion|education|healthcare|cancer|brain|laser|molecular dynamics|
density functional|polymer|granular|magnetic field|solar|monte carlo|inverse problem|clustering|
continual|few-shot|contrastive|quantiz|pruning|hallucinat|retrieval-augmented|cross-lingual|
scheduling|traffic|privacy|tokeniz""".replace("\n", "").split("|")
PASSED = 40
EDGES = [-20, -1, -0.5, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 1000]


def without(text, topics):
    """Removes the words of the topics, however they end."""
    words = [re.escape(word) for topic in topics for word in topic.split()]
    return re.sub("|".join(rf"\b{word}\w*" for word in words), " ", text, flags=re.I)


def rank(command, entries, likes, passed, listed):
    """Returns what the command says of the papers listed."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, papers in (("likes", likes), ("passed", passed), ("listed", listed)):
            paths.append(os.path.join(folder, name))
            with open(paths[-1], "w") as file:
                file.writelines(entries[paper] + "\n" for paper in papers)
        arguments = [command, "rank", "--likes", paths[0], "--passed", paths[1], paths[2]]
        printed = subprocess.run(arguments, capture_output=True, check=True).stdout.decode()
    return np.array([json.loads(line)["score"] for line in printed.splitlines()])


def by_svm(texts, likes, listed):
    liked = np.zeros(texts.shape[0])
    liked[likes] = 1
    model = LinearSVC(class_weight="balanced", C=0.01, max_iter=10000, tol=1e-4)
    return model.fit(texts, liked).decision_function(texts[listed])


def readers(rows, texts, first, second, many, seeds):
    """Yields likes, passed over, listed, what of that is right, and what of the second topic."""
    right = [{i for i, text in enumerate(texts) if topic in text} for topic in (first, second) if topic]
    shares = [many] if second is None else [many - round(0.3 * many), round(0.3 * many)]
    own = [sorted(right[i] - set().union(*right[:i], *right[i + 1 :])) for i in range(len(right))]
    if any(len(papers) < share + 15 for papers, share in zip(own, shares)):
        return
    for seed in range(seeds):
        chance = random.Random(f"{first} {second} {many} {seed}")
        likes = [paper for papers, share in zip(own, shares) for paper in chance.sample(papers, share)]
        wanted = set().union(*right)
        passed = chance.sample([i for i in range(len(rows)) if i not in wanted], PASSED)
        listed = sorted(set(range(len(rows))) - set(likes) - set(passed))
        yield likes, passed, listed, *(np.array([i in s for i in listed]) for s in (wanted, own[-1]))


def print_likely(many, its):
    """Prints the share of right papers in ranges of the score if every second paper were right."""
    print(f"  {many} likes: score, share, papers from there on, share of the right ones among them")
    for low, high in zip(EDGES, EDGES[1:]):
        inside = [((score >= low) & (score < high), right) for score, right in its]
        right = np.mean([(here & right).sum() / right.sum() for here, right in inside])
        wrong = np.mean([(here & ~right).sum() / (~right).sum() for here, right in inside])
        above = np.mean([[(score >= low).sum(), right[score >= low].sum() / right.sum()] for score, right in its], 0)
        print(f"  {low:6.2f} {right / max(right + wrong, 1e-9):.2f} {above[0]:6.0f} {above[1]:.2f}")


def measure(rows, texts, pairs, options):
    figures, ours = {}, {}
    for first, second in pairs:
        topics = [topic for topic in (first, second) if topic]
        cut = [{**row, "title": without(row["title"], topics), "abstract": without(row["abstract"], topics)} for row in rows]
        entries = [
            json.dumps({"title": r["title"], "abstract": r["abstract"], "authors": r["authors"], "categories": [r["category"]] if r.get("category") else []})
            for r in cut
        ]
        vectors = None
        if not options.no_svm:
            tfidf = TfidfVectorizer(max_features=20000, ngram_range=(1, 2), stop_words="english", sublinear_tf=True, min_df=3)
            vectors = tfidf.fit_transform((r["title"] + "\n" + r["abstract"]).lower() for r in cut)
        for many in options.likes:
            for likes, passed, listed, right, of_second in readers(rows, texts, first, second, many, options.seeds):
                scores = {"ours": rank(options.command, entries, likes, passed, listed)}
                if vectors is not None:
                    scores["svm"] = by_svm(vectors, likes, listed)
                ours.setdefault(many, []).append((scores["ours"], right))
                for name, its in scores.items():
                    top = np.argsort(-its, kind="stable")[:20]
                    figures.setdefault((many, name), []).append((roc_auc_score(right, its), right[top].mean(), of_second[top].mean()))
    if options.likely:
        for many, its in sorted(ours.items()):
            print_likely(many, its)
    for (many, name), its in sorted(figures.items()):
        auc, top, second = np.mean(its, 0)
        print(f"  {many:3} likes {name:5} {len(its):4} readers  AUC {auc:.4f}  of the first 20 right {top:.3f}", end="")
        print(f", of the second {second:.3f}" if pairs[0][1] else "", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("papers")
    parser.add_argument("command")
    parser.add_argument("--topics", help="a file with one a line; otherwise those of this script")
    parser.add_argument("--likes", default="5,10,25,100", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--seeds", default=2, type=int)
    parser.add_argument("--every", default=1, type=int, help="only each so-manyth topic")
    parser.add_argument("--only", choices=["one", "two"])
    parser.add_argument("--no-svm", action="store_true", help="do not measure the other method")
    parser.add_argument("--likely", action="store_true", help="tell what scores mean")
    options = parser.parse_args()
    rows = [row for row in map(json.loads, gzip.open(options.papers)) if row.get("abstract")]
    texts = [(row["title"] + "\n" + row["abstract"]).lower() for row in rows]
    topics = TOPICS
    if options.topics:
        topics = [line.strip() for line in open(options.topics) if line.strip()]
    chosen = topics[:: options.every]
    if options.only != "two":
        print("one interest")
        measure(rows, texts, [(topic, None) for topic in chosen], options)
    if options.only != "one":
        print("two interests, 7 likes to 3")
        measure(rows, texts, [(topic, topics[(i * options.every + 17) % len(topics)]) for i, topic in enumerate(chosen)], options)


if __name__ == "__main__":
    main()
