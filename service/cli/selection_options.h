#ifndef POLICYGRAPH_SERVICE_CLI_SELECTION_OPTIONS_H_
#define POLICYGRAPH_SERVICE_CLI_SELECTION_OPTIONS_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "policygraph/v1/analysis_service.pb.h"

namespace policygraph::cli {

// Which part of the graph an analysis is of, as its flags say.
struct SelectionOptions {
  std::vector<v1::NodeKind> node_kinds;
  std::vector<v1::EdgeKind> edge_kinds;
  std::vector<std::string> reports;
  double min_confidence = 0;

  v1::Selection ToMessage() const;
};

// Adds --node-kind, --edge-kind, --report and --min-confidence.
void AddSelectionOptions(CLI::App& command, SelectionOptions& options);

// The words that kinds take on the command line, for the help of commands with such options.
inline constexpr char kKindsHelp[] =
    "\nKinds of nodes:\n"
    "  strategy, project, county, region, agency, indicator, event, policy,\n"
    "  designation, commitment, outcome, statement, report\n"
    "Kinds of edges:\n"
    "  supports, located_in, part_of, responsible_for, partners_with, targets, reports,\n"
    "  advances, awarded, seeks, stated_in, mentions, fulfils, continues\n"
    "Reports and sentences take part only when statement, report, stated_in or mentions is "
    "named.\n";

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_SELECTION_OPTIONS_H_
