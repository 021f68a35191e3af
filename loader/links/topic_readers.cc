// Reads what a sentence is for: the topic of its paragraph or section, or the aim put before it.

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "loader/links/pattern_readers.h"

namespace policygraph::loader {
namespace {

bool Names(const WordSet& words, std::string_view name) {
  for (size_t at = 0; at < name.size(); ++at) {
    if (words.LongestAt(name, at)) return true;
  }
  return false;
}

// The target that is the topic of a heading or topic sentence.
std::optional<size_t> TopicIn(const Scene& scene, const TopicRule& rule, const ByteSpan& title) {
  const std::vector<Mention>& mentions = scene.document().mentions;
  for (size_t i = scene.FirstMentionFrom(title.begin);
       i < mentions.size() && title.Contains(mentions[i].span); ++i) {
    if (scene.OuterOf(i) || !rule.MayLeadTo(mentions[i].kind)) continue;
    if (!Names(rule.not_topics, scene.document().Words(mentions[i].span))) return i;
  }
  return std::nullopt;
}

// Links what a sentence names and claims to the topic of a title; false when the title has none.
bool LinkToTopic(const Scene& scene, const TopicRule& rule, size_t sentence, const ByteSpan& title,
                 std::vector<Link>& links) {
  const std::optional<size_t> topic = TopicIn(scene, rule, title);
  if (!topic) return false;
  const IndexRange mentions = scene.MentionsOf(sentence);
  for (size_t i = mentions.begin; i < mentions.end; ++i) {
    if (scene.OuterOf(i) || !rule.MayStartFrom(scene.mention(i).kind)) continue;
    if (scene.SameNode(i, *topic)) continue;
    links.push_back(LinkOf(rule, i, *topic, {scene.mention(i).span, title}));
  }
  const IndexRange claims = scene.ClaimsOf(sentence);
  for (size_t i = claims.begin; i < claims.end; ++i) {
    const Claim& claim = scene.document().claims[i];
    if (!rule.MayStartFrom(claim.kind)) continue;
    links.push_back(LinkOfClaim(rule, i, *topic, {claim.span, title}));
  }
  return true;
}

bool HasFigure(const Document& document, const ByteSpan& span) {
  const auto figure =
      std::partition_point(document.figures.begin(), document.figures.end(),
                           [&](const Figure& f) { return f.span.begin < span.begin; });
  return figure != document.figures.end() && figure->span.begin < span.end;
}

// True for a short sentence that names a topic and nothing else.
bool IsShortTitle(const Scene& scene, const TopicRule& rule, const Sentence& sentence) {
  return sentence.span.size() <= rule.short_sentence &&
         !HasFigure(scene.document(), sentence.span) && TopicIn(scene, rule, sentence.span);
}

// The short title nearest before a sentence in its paragraph.
std::optional<size_t> ShortTitleBefore(const Scene& scene, const TopicRule& rule, size_t sentence) {
  constexpr size_t kLookBack = 12;
  const Document& document = scene.document();
  for (size_t i = sentence; i-- > 0 && sentence - i <= kLookBack;) {
    const Sentence& title = document.sentences[i];
    if (title.paragraph != document.sentences[sentence].paragraph || title.is_heading) break;
    if (IsShortTitle(scene, rule, title)) return i;
  }
  return std::nullopt;
}

bool LinkToHeading(const Scene& scene, const TopicRule& rule, size_t sentence,
                   std::vector<Link>& links) {
  const Document& document = scene.document();
  const std::vector<size_t>& headings = document.sentences[sentence].headings;
  return std::any_of(headings.rbegin(), headings.rend(), [&](size_t heading) {
    return LinkToTopic(scene, rule, sentence, document.headings[heading].span, links);
  });
}

bool LinkToParagraph(const Scene& scene, const TopicRule& rule, size_t sentence,
                     std::vector<Link>& links) {
  const Document& document = scene.document();
  const Sentence& read = document.sentences[sentence];
  const auto link_to = [&](std::optional<size_t> title) {
    return title && LinkToTopic(scene, rule, sentence, document.sentences[*title].span, links);
  };
  if (rule.titles_only) return IsShortTitle(scene, rule, read) && link_to(read.topic);
  const std::optional<size_t> near = ShortTitleBefore(scene, rule, sentence);
  const bool found = link_to(near);
  return (near != read.topic && link_to(read.topic)) || found;
}

// True when nothing stands before the name, or the list it is in, in its clause.
bool OpensClause(const Scene& scene, const LinkRule& rule, size_t mention) {
  const Mention& name = scene.mention(mention);
  const size_t first = scene.ListEndingWith(mention, rule).front();
  const size_t begin = scene.BeforeSigns(scene.mention(first).span.begin);
  return begin <= scene.ClauseAt(name.sentence, name.span.begin).begin;
}

// True for 海绵城市建设扎实推进: the name opens its clause, and words for progress follow it.
bool GoesOn(const Scene& scene, const AimRule& rule, size_t mention) {
  constexpr size_t kTail = 9;  // 战略, 行动
  const size_t end = scene.AfterSigns(scene.mention(mention).span.end);
  if (!OpensClause(scene, rule, mention)) return false;
  for (size_t at = end; at <= end + kTail; ++at) {
    if (rule.after.LongestAt(scene.document().text, at)) return true;
  }
  return false;
}

// The aims that the sentence has named so far, of one list.
struct Aims {
  static constexpr size_t kMost = 8;
  std::vector<size_t> names;
  bool go_on = false;  // by words after the name

  void Take(const Scene& scene, const AimRule& rule, size_t mention) {
    const std::string_view name = scene.mention(mention).name;
    if (rule.not_aim_ends.LongestEndingAt(name, name.size())) {
      names.clear();
      return;
    }
    const size_t begin = scene.BeforeSigns(scene.mention(mention).span.begin);
    if (!names.empty() && names.size() < kMost && scene.Listed(names.back(), mention)) {
      names.push_back(mention);
    } else if (rule.before.LongestEndingAt(scene.document().text, begin)) {
      names = {mention};
      go_on = false;
    } else if (GoesOn(scene, rule, mention)) {
      names = {mention};
      go_on = true;
    }
  }
};

}  // namespace

void ReadTopics(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  const Sentence& read = scene.document().sentences[sentence];
  if (read.is_heading) return;
  std::vector<EdgeKind> found;  // the kinds of edges whose topic is found
  for (const TopicRule& rule : scene.rules().topics) {
    if (!rule.Covers(read.part)) continue;
    if (std::find(found.begin(), found.end(), rule.edge) != found.end()) continue;
    if (rule.headings ? LinkToHeading(scene, rule, sentence, links)
                      : LinkToParagraph(scene, rule, sentence, links)) {
      found.push_back(rule.edge);
    }
  }
}

void ReadAims(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  const Sentence& read = scene.document().sentences[sentence];
  const IndexRange range = scene.MentionsOf(sentence);
  for (const AimRule& rule : scene.rules().aims) {
    if (!rule.Covers(read.part)) continue;
    Aims aims;
    for (size_t i = range.begin; i < range.end; ++i) {
      const Mention& mention = scene.mention(i);
      if (scene.OuterOf(i)) continue;
      if (rule.MayLeadTo(mention.kind)) aims.Take(scene, rule, i);
      if (!rule.MayStartFrom(mention.kind) || aims.names.empty()) continue;
      if (!aims.go_on && OpensClause(scene, rule, i)) continue;
      const size_t clause = scene.ClauseAt(sentence, mention.span.begin).begin;
      for (size_t aim : aims.names) {
        if (scene.mention(aim).span.end > clause) continue;
        links.push_back(LinkOf(rule, i, aim, {mention.span, scene.mention(aim).span}));
      }
    }
  }
}

}  // namespace policygraph::loader
