#ifndef POLICYGRAPH_SERVICE_LOAD_REPORT_H_
#define POLICYGRAPH_SERVICE_LOAD_REPORT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "graph/store/graph_store.h"
#include "graph/store/report_writer.h"
#include "loader/rules/rule_set.h"
#include "service/caller.h"

namespace policygraph::service {

// A report's file with what the caller says of it; field by field v1.LoadOptions.
struct LoadRequest {
  std::string report;
  std::string place;
  int32_t year = 0;
  std::string request_id;
  bool validate_only = false;
  std::string author;
  bool force = false;
  std::string text;  // bytes of the file, in any format that the loader reads
};

// What was read and committed.
struct LoadAnswer {
  StoredReport report;  // without text and sections; revision 0 when it was only validated
  WriteEffect effect = WriteEffect::kCreated;
  std::map<NodeKind, size_t> nodes;
  std::map<EdgeKind, size_t> edges;
  std::vector<std::string> warnings;
  Revision revision;
};

// Reads the text and commits what it says. Writes nothing on any error, nor when the caller no
// longer waits once the text is read. The errors are those of loader::Load and WriteReport.
absl::StatusOr<LoadAnswer> LoadReport(GraphStore& store, const loader::RuleSet& rules,
                                      const LoadRequest& request, const Caller& caller);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_LOAD_REPORT_H_
