#ifndef POLICYGRAPH_LOADER_PIPELINE_H_
#define POLICYGRAPH_LOADER_PIPELINE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/model/elements.h"
#include "loader/document.h"
#include "loader/rejected_readings.h"

namespace policygraph::loader {

class RuleSet;

// What a load makes of a text.
struct LoadResult {
  GraphDelta delta;
  std::vector<std::string> warnings;  // each a sentence for people
};

// Reads a report's bytes through all stages up to the claims and links between them. The rules are
// immutable; many threads may run pipelines with the same ones.
// Adds to `rejected`, if there is one, what the stages drop.
// INVALID_ARGUMENT with an ErrorReason for a text that cannot be read as a report.
absl::StatusOr<Document> ReadDocument(const Source& source, const RuleSet& rules,
                                      RejectedReadings* rejected = nullptr);

// ReadDocument, and then everything the document says as one delta. It passes CheckDelta, of
// which WriteReport makes sure.
absl::StatusOr<LoadResult> Load(const Source& source, const RuleSet& rules);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_PIPELINE_H_
