#ifndef POLICYGRAPH_LOADER_STAGES_FIND_HEADINGS_H_
#define POLICYGRAPH_LOADER_STAGES_FIND_HEADINGS_H_

#include "loader/document.h"
#include "loader/rules/reading_rules.h"

namespace policygraph::loader {

// Finds the headings of a document that has its sentences, and sets Document::headings and of the
// sentences headings, is_heading and topic. Headings of one style are of one level; which style is
// under which is read from the order in which they come.
void FindHeadings(Document& document, const ReadingRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_FIND_HEADINGS_H_
