#ifndef POLICYGRAPH_LOADER_MENTIONS_SENTENCE_READER_H_
#define POLICYGRAPH_LOADER_MENTIONS_SENTENCE_READER_H_

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "graph/model/vocabulary.h"
#include "loader/document.h"
#include "loader/rejected_readings.h"
#include "loader/rules/mention_rules.h"

namespace policygraph::loader {

// Names read surely enough to be looked for in the whole document, and their kinds.
using SureNames = std::map<std::string, NodeKind>;

// A mention of that name, which belongs to the place that reports.
Mention LocalMention(const Document& document, NodeKind kind, const ByteSpan& span, size_t sentence,
                     std::string name, std::string rule);

// The names in one sentence: those known everywhere, and the phrases that rules take for names. By
// begin; none overlaps another or crosses one of `places` (of this sentence, by begin, apart). Adds
// to `sure` the names of rules that spread, and to `rejected`, if there is one, what it drops.
std::vector<Mention> ReadSentence(const Document& document, size_t sentence,
                                  std::span<const Mention> places, const MentionRules& rules,
                                  SureNames& sure, RejectedReadings* rejected);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_MENTIONS_SENTENCE_READER_H_
