// Reads how far claims say that projects are: 三渔水库开工.

#include <algorithm>
#include <string_view>

#include "loader/links/pattern_readers.h"

namespace policygraph::loader {
namespace {

// A clause longer than this is no clause that could be read.
constexpr size_t kLongestClause = 1200;

// The furthest stage that words of the clause say outside the names in it.
Stage StageOf(const Scene& scene, const ProgressRule& rule, const ByteSpan& clause,
              const IndexRange& mentions) {
  const std::string_view text = scene.document().text;
  Stage furthest = Stage::kUnspecified;
  size_t next = scene.FirstMentionFrom(clause.begin);
  for (size_t at = clause.begin; at < clause.end;) {
    while (next < mentions.end && scene.mention(next).span.end <= at) ++next;
    if (next < mentions.end && scene.mention(next).span.begin <= at) {
      at = scene.mention(next).span.end;
    } else if (const auto match = rule.words.LongestAt(text, at)) {
      furthest = std::max(furthest, rule.stages[match->word]);
      at += match->length;
    } else {
      ++at;
    }
  }
  return furthest;
}

}  // namespace

void ReadProgresses(const Scene& scene, size_t sentence, std::vector<Link>& links) {
  const IndexRange claims = scene.ClaimsOf(sentence);
  const IndexRange mentions = scene.MentionsOf(sentence);
  for (const ProgressRule& rule : scene.rules().progresses) {
    for (size_t c = claims.begin; c < claims.end; ++c) {
      const Claim& claim = scene.document().claims[c];
      if (!rule.MayStartFrom(claim.kind) || claim.span.size() > kLongestClause) continue;
      std::optional<Stage> stage;
      for (size_t i = scene.FirstMentionFrom(claim.span.begin); i < mentions.end; ++i) {
        const Mention& mention = scene.mention(i);
        if (mention.span.begin >= claim.span.end) break;
        if (scene.OuterOf(i) || !rule.MayLeadTo(mention.kind)) continue;
        if (!claim.span.Contains(mention.span)) continue;
        if (!stage) stage = StageOf(scene, rule, claim.span, mentions);
        Link link = LinkOfClaim(rule, c, i, {claim.span});
        link.stage = *stage;
        links.push_back(std::move(link));
      }
    }
  }
}

}  // namespace policygraph::loader
