#ifndef POLICYGRAPH_LOADER_STAGES_FIND_PROGRESS_H_
#define POLICYGRAPH_LOADER_STAGES_FIND_PROGRESS_H_

#include <cstdint>
#include <string_view>

#include "loader/document.h"
#include "loader/rules/reading_rules.h"

namespace policygraph::loader {

// What says that a text reports on the first months of a year (2024年上半年经济社会发展情况).
struct ProgressTitle {
  std::string_view line;      // of the text; empty when only the report's name says it
  int32_t year = 0;           // 0 when it is not said
  int32_t through_month = 0;  // the last one, 1 to 11; 0 when it is no progress report
  int weight = 0;             // how much the title says that the text is a report
};

// Reads Document::name and the first lines of its text. A line that is the title of a government work
// report and names no part of a year makes the lines below it say nothing; the report's name counts
// nevertheless, since it was chosen for this text.
ProgressTitle FindProgress(const Document& document, const ReadingRules& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_FIND_PROGRESS_H_
