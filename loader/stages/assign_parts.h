#ifndef POLICYGRAPH_LOADER_STAGES_ASSIGN_PARTS_H_
#define POLICYGRAPH_LOADER_STAGES_ASSIGN_PARTS_H_

#include "loader/document.h"
#include "loader/rules/reading_rules.h"

namespace policygraph::loader {

// Tells of each sentence and heading of a document with headings whether it reviews, plans or
// neither, from the cues that headings and sentences give on the way. A progress report begins with the
// review.
void AssignParts(Document& document, const ReadingRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_ASSIGN_PARTS_H_
