#ifndef POLICYGRAPH_LOADER_STAGES_IDENTIFY_REPORT_H_
#define POLICYGRAPH_LOADER_STAGES_IDENTIFY_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "loader/document.h"
#include "loader/places/division_table.h"
#include "loader/rules/reading_rules.h"

namespace policygraph::loader {

// What a text is and whose. Each reads Document::name and text only, if it does not say otherwise.

// How much of a text is taken for the opening of a report: title, session, speaker, address and first
// words.
inline constexpr size_t kOpeningBytes = 3000;
std::string_view OpeningOf(const Document& document);

// OK when the text has the marks of a work report, to which `title_weight` adds what its title says; NOT_A_REPORT, saying why and whether it surely or
// probably is none, otherwise.
absl::Status CheckIsReport(const Document& document, const ReadingRules& rules,
                           int title_weight = 0);

// OK unless the text is but a piece of a report: too short for one, and without review or plan.
// NOT_A_REPORT then. Reads the parts of the sentences, too; a progress report needs neither.
absl::Status CheckIsWhole(const Document& document);

// The line that is the report's title; empty when it has none.
std::string_view FindTitle(const Document& document, const ReadingRules& rules);

// The year of delivery that the text says, else the one at the end of the report's name; 0 when
// there is none.
int32_t FindYear(const Document& document, const ReadingRules& rules);

// The reporting place that title and opening name, else the one in the report's name, else the
// place of the right kind that the text names most. Its name is empty when there is none.
ReportingPlace FindPlace(const Document& document, const ReadingRules& rules,
                         const DivisionTable& divisions);

// The place that a name means, which may begin with the names of those around it
// (安徽省黄山市黄山区); of namesakes the one whose surroundings the text names most. Without a code
// when the table has none.
ReportingPlace ResolvePlace(std::string_view name, const Document& document,
                            const DivisionTable& divisions);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_IDENTIFY_REPORT_H_
