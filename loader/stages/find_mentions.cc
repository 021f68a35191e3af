#include "loader/stages/find_mentions.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "loader/mentions/canonical_name.h"
#include "loader/mentions/characters.h"
#include "loader/mentions/overlap.h"
#include "loader/mentions/sentence_reader.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kNamedElsewhereRule = "zh.named-elsewhere";

// Those of `mentions` (by sentence) that stand in one sentence.
std::span<const Mention> OfSentence(const std::vector<Mention>& mentions, size_t sentence) {
  const auto begin =
      std::partition_point(mentions.begin(), mentions.end(),
                           [&](const Mention& mention) { return mention.sentence < sentence; });
  const auto end = std::partition_point(
      begin, mentions.end(), [&](const Mention& mention) { return mention.sentence == sentence; });
  return {begin, end};
}

// Finds names read surely elsewhere in the document where the rules saw nothing. `found` and
// `places` are by sentence and begin.
std::vector<Mention> FindSureNames(const Document& document, const SureNames& sure,
                                   const std::vector<Mention>& found,
                                   const std::vector<Mention>& places, const MentionRules& rules) {
  std::vector<std::string> names;
  std::vector<NodeKind> kinds;
  for (const auto& [name, kind] : sure) {
    names.push_back(name);
    kinds.push_back(kind);
  }
  const WordSet set(names);
  std::vector<Mention> more;
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    const ByteSpan& sentence = document.sentences[i].span;
    const std::string_view text = std::string_view(document.text).substr(0, sentence.end);
    const std::span<const Mention> taken = OfSentence(found, i);
    const std::span<const Mention> places_here = OfSentence(places, i);
    for (size_t at = sentence.begin; at < sentence.end;) {
      const auto match = set.LongestAt(text, at);
      if (!match.has_value()) {
        at += CharacterLength(text[at]);
        continue;
      }
      const ByteSpan words{at, at + match->length};
      at = words.end;
      if (!Overlapping(taken, words).empty() || CrossesAny(words, places_here)) continue;
      const NodeKind kind = kinds[match->word];
      more.push_back(LocalMention(document, kind, words, i,
                                  OwnedName(names[match->word], kind, document.place, rules),
                                  std::string(kNamedElsewhereRule)));
    }
  }
  return more;
}

// Takes the places out that lie in the name of another one: they fence no phrases.
std::vector<Mention> TakeNested(std::vector<Mention>& places) {
  std::vector<Mention> nested;
  std::vector<Mention> apart;
  for (Mention& place : places) {
    const bool inside = !apart.empty() && apart.back().span.Contains(place.span);
    (inside ? nested : apart).push_back(std::move(place));
  }
  places = std::move(apart);
  return nested;
}

}  // namespace

std::vector<Mention> FindMentions(const Document& document, std::vector<Mention> places,
                                  const MentionRules& rules, RejectedReadings* rejected) {
  std::vector<Mention> nested = TakeNested(places);
  SureNames sure;
  std::vector<Mention> mentions;
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    std::vector<Mention> found = ReadSentence(document, i, OfSentence(places, i), rules, sure,
                                              Collecting(rejected, i));
    std::move(found.begin(), found.end(), std::back_inserter(mentions));
  }
  std::vector<Mention> more = FindSureNames(document, sure, mentions, places, rules);
  std::move(more.begin(), more.end(), std::back_inserter(mentions));
  std::move(places.begin(), places.end(), std::back_inserter(mentions));
  std::move(nested.begin(), nested.end(), std::back_inserter(mentions));
  std::stable_sort(mentions.begin(), mentions.end(), [](const Mention& a, const Mention& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return mentions;
}

}  // namespace policygraph::loader
