#ifndef POLICYGRAPH_LOADER_MENTIONS_PHRASES_H_
#define POLICYGRAPH_LOADER_MENTIONS_PHRASES_H_

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "loader/document.h"
#include "loader/rules/mention_rules.h"

namespace policygraph::loader {

// What stands between two fences: a candidate for a name.
struct Phrase {
  ByteSpan span;         // never empty; trimmed at both ends
  size_t list = 0;       // index of the list it is in
  bool counted = false;  // a number stands before it (3个示范县), so it hardly names one thing
  bool closes = false;   // it closes the list of the phrase before (等重大项目)
  size_t count_end = 0;  // end of the number right behind it, unit included; 0 when there is none
  // Begin of the words that an opening cue governs if only cues and members of the list stand
  // between these and the phrase (落实全面取消准入限制措施), and that cue.
  size_t opening = std::string_view::npos;
  LexiconSet opening_cue;
};

// Phrases that 、 or 和 joins; a phrase that stands alone is a list of one. What governs one member
// governs all.
struct PhraseList {
  LexiconSet before;  // the verb before the first member
  LexiconSet after;   // the verb after the last member or the closer
  ByteSpan closer;    // what follows 等 or the number of members; empty when there is none
  bool closer_counted = false;  // the closer tells how many there are: 等7家企业
  bool counted = false;         // a number stands behind a member (示范县3个)
};

struct CutSentence {
  std::vector<Phrase> phrases;    // in order
  std::vector<PhraseList> lists;  // in order
};

// Cuts a sentence into phrases at punctuation, cue words and counts. Quotations, book titles,
// parentheses and the `names` known already (of this sentence, in order, apart) are kept whole.
// Takes time in proportion to the sentence.
CutSentence CutIntoPhrases(std::string_view text, const ByteSpan& sentence,
                           std::span<const ByteSpan> names, const MentionRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_MENTIONS_PHRASES_H_
