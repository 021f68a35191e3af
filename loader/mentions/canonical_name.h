#ifndef POLICYGRAPH_LOADER_MENTIONS_CANONICAL_NAME_H_
#define POLICYGRAPH_LOADER_MENTIONS_CANONICAL_NAME_H_

#include <string>
#include <string_view>

#include "loader/document.h"
#include "loader/rules/mention_rules.h"

namespace policygraph::loader {

// The name of a node from the words that name it: without quotation marks, book marks, spaces and
// notes ([8], ㉝).
std::string CanonicalName(std::string_view words);

// The same with the name of the reporting place for the word that stands for it at the begin of
// things that every place has: 市博物馆 of 东山市 is 东山市博物馆. `kind` is what the words name;
// strategies and designations are named as they are.
std::string OwnedName(std::string_view words, NodeKind kind, const ReportingPlace& place,
                      const MentionRules& rules);

// The word for the level of a place that stands in the names of its bodies: 市 of 东山市, 州 of
// 东山自治州, 全国 of the country. Empty when the place is unknown.
std::string_view LevelWord(const ReportingPlace& place);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_MENTIONS_CANONICAL_NAME_H_
