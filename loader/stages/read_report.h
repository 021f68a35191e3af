#ifndef POLICYGRAPH_LOADER_STAGES_READ_REPORT_H_
#define POLICYGRAPH_LOADER_STAGES_READ_REPORT_H_

#include "absl/status/statusor.h"
#include "loader/document.h"
#include "loader/places/division_table.h"
#include "loader/rules/reading_rules.h"

namespace policygraph::loader {

// Reads the bytes of a report: encoding, title, place, year, headings, parts and sentences. The
// document it returns has no mentions, figures, claims or links yet.
// INVALID_ARGUMENT with an ErrorReason when the bytes are no text, or the text no report.
absl::StatusOr<Document> ReadReport(const Source& source, const ReadingRules& rules,
                                    const DivisionTable& divisions);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_READ_REPORT_H_
