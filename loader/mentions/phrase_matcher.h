#ifndef POLICYGRAPH_LOADER_MENTIONS_PHRASE_MATCHER_H_
#define POLICYGRAPH_LOADER_MENTIONS_PHRASE_MATCHER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "loader/document.h"
#include "loader/mentions/phrases.h"
#include "loader/rejected_readings.h"
#include "loader/rules/mention_rules.h"

namespace policygraph::loader {

// The bit of a kind in a set of kinds.
constexpr uint32_t KindBit(NodeKind kind) { return 1u << static_cast<int>(kind); }

// A phrase that a rule takes for a name.
struct PhraseMatch {
  const PhraseRule* rule = nullptr;  // of the rules given; never null
  ByteSpan span;                     // the words of the name
  size_t head = 0;                   // bytes of the head word at its end; 0 when the rule asks none
  std::string_view tail;  // ends the name behind its words: what closes the list; else empty
};

// The first rule that takes the phrase for a name. `places` are those that overlap the phrase;
// `siblings` are the kinds of the names found in the list so far, one bit a kind: rules that ask
// for a sibling are tried only when there are any. `nation` tells that the report is the nation's.
std::optional<PhraseMatch> MatchPhrase(std::string_view text, const Phrase& phrase,
                                       const PhraseList& list, std::span<const Mention> places,
                                       uint32_t siblings, bool nation, const MentionRules& rules);

// What a rule would have taken a phrase for, and why it did not.
struct RejectedMatch {
  PhraseMatch match;
  LossReason reason = LossReason::kSurerRule;
  std::string against;
};

// The rules that came close to taking the phrase: whose words it has, but which lost against
// `winner`, refuse it or miss the words around it. By priority. `winner` is what MatchPhrase gave
// for the phrase alone. Takes about as long.
std::vector<RejectedMatch> RejectedMatches(std::string_view text, const Phrase& phrase,
                                           const PhraseList& list, std::span<const Mention> places,
                                           bool nation, const std::optional<PhraseMatch>& winner,
                                           const MentionRules& rules);

// True when the words end with a word of one of the lexicons that rules name as head.
bool EndsWithHead(std::string_view words, const LexiconSet& heads, const MentionRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_MENTIONS_PHRASE_MATCHER_H_
