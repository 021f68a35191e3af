#ifndef POLICYGRAPH_LOADER_STAGES_FIND_MENTIONS_H_
#define POLICYGRAPH_LOADER_STAGES_FIND_MENTIONS_H_

#include <vector>

#include "loader/document.h"
#include "loader/rejected_readings.h"
#include "loader/rules/mention_rules.h"

namespace policygraph::loader {

// Finds the named entities of the other kinds and returns them together with `places` (what
// FindPlaces found), as Document::mentions wants them: by begin, the longer first, nesting but not
// crossing. Adds to `rejected`, if there is one, what it drops.
std::vector<Mention> FindMentions(const Document& document, std::vector<Mention> places,
                                  const MentionRules& rules, RejectedReadings* rejected = nullptr);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_FIND_MENTIONS_H_
