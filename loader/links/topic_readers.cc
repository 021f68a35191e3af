// Reads what a sentence is for: the topic of its paragraph or section, or the aim put before it.

#include <algorithm>
#include <string_view>

#include "loader/links/pattern_readers.h"

namespace policygraph::loader {
namespace {

// The targets that are the topic of a heading or topic sentence.
std::vector<size_t> TopicsIn(const Scene& scene, const TopicRule& rule, const ByteSpan& title) {
  const std::vector<Mention>& mentions = scene.document().mentions;
  std::vector<size_t> topics;
  for (size_t i = scene.FirstMentionFrom(title.begin);
       i < mentions.size() && title.Contains(mentions[i].span); ++i) {
    if (scene.OuterOf(i) || !rule.MayLeadTo(mentions[i].kind)) continue;
    if (topics.empty() || scene.Listed(topics.back(), i)) topics.push_back(i);
  }
  return topics;
}

// Links what a sentence names and claims to the topics of a title; false when the title has none.
bool LinkToTopics(const Scene& scene, const TopicRule& rule, size_t sentence, const ByteSpan& title,
                  std::vector<Link>& links) {
  const std::vector<size_t> topics = TopicsIn(scene, rule, title);
  const IndexRange mentions = scene.MentionsOf(sentence);
  const IndexRange claims = scene.ClaimsOf(sentence);
  for (size_t topic : topics) {
    for (size_t i = mentions.begin; i < mentions.end; ++i) {
      if (scene.OuterOf(i) || !rule.MayStartFrom(scene.mention(i).kind)) continue;
      links.push_back(LinkOf(rule, i, topic, {scene.mention(i).span, title}));
    }
    for (size_t i = claims.begin; i < claims.end; ++i) {
      const Claim& claim = scene.document().claims[i];
      if (!rule.MayStartFrom(claim.kind)) continue;
      links.push_back(LinkOfClaim(rule, i, topic, {claim.span, title}));
    }
  }
  return !topics.empty();
}

bool HasFigure(const Document& document, const ByteSpan& span) {
  const auto figure =
      std::partition_point(document.figures.begin(), document.figures.end(),
                           [&](const Figure& f) { return f.span.begin < span.begin; });
  return figure != document.figures.end() && figure->span.begin < span.end;
}

// The short sentence nearest before this one in its paragraph that names a topic and nothing else.
std::optional<size_t> ShortTitleBefore(const Scene& scene, const TopicRule& rule, size_t sentence) {
  constexpr size_t kLookBack = 12;
  const Document& document = scene.document();
  for (size_t i = sentence; i-- > 0 && sentence - i <= kLookBack;) {
    const Sentence& title = document.sentences[i];
    if (title.paragraph != document.sentences[sentence].paragraph || title.is_heading) break;
    if (title.span.size() > rule.short_sentence || HasFigure(document, title.span)) continue;
    if (!TopicsIn(scene, rule, title.span).empty()) return i;
  }
  return std::nullopt;
}

}  // namespace

void ReadTopics(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  const Document& document = scene.document();
  const Sentence& read = document.sentences[sentence];
  if (read.is_heading) return;
  for (const TopicRule& rule : scene.rules().topics) {
    if (!rule.Covers(read.part)) continue;
    bool found = false;
    if (rule.headings) {
      if (read.headings.empty()) continue;
      const ByteSpan& title = document.headings[read.headings.back()].span;
      found = LinkToTopics(scene, rule, sentence, title, links);
    } else {
      const std::optional<size_t> near = ShortTitleBefore(scene, rule, sentence);
      for (const std::optional<size_t>& title : {near, read.topic}) {
        if (!title || (found && title == near)) continue;
        found |= LinkToTopics(scene, rule, sentence, document.sentences[*title].span, links);
      }
    }
    if (found) return;
  }
}

void ReadAims(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  constexpr size_t kMostAims = 8;
  const std::string_view text = scene.document().text;
  const Sentence& read = scene.document().sentences[sentence];
  const IndexRange range = scene.MentionsOf(sentence);
  for (const AimRule& rule : scene.rules().aims) {
    if (!rule.Covers(read.part)) continue;
    std::vector<size_t> aims;  // of one list
    for (size_t i = range.begin; i < range.end; ++i) {
      const Mention& mention = scene.mention(i);
      if (scene.OuterOf(i)) continue;
      if (rule.MayLeadTo(mention.kind)) {
        if (!aims.empty() && aims.size() < kMostAims && scene.Listed(aims.back(), i)) {
          aims.push_back(i);
        } else if (rule.before.LongestEndingAt(text, scene.BeforeSigns(mention.span.begin))) {
          aims = {i};
        }
      } else if (rule.MayStartFrom(mention.kind) && !aims.empty()) {
        const size_t clause = scene.ClauseAt(sentence, mention.span.begin).begin;
        for (size_t aim : aims) {
          if (scene.mention(aim).span.end > clause) continue;
          links.push_back(LinkOf(rule, i, aim, {mention.span, scene.mention(aim).span}));
        }
      }
    }
  }
}

}  // namespace policygraph::loader
