#ifndef POLICYGRAPH_SERVICE_CLI_PATTERN_TEXT_H_
#define POLICYGRAPH_SERVICE_CLI_PATTERN_TEXT_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "policygraph/v1/analysis_service.pb.h"

namespace policygraph::cli {

// Reads a pattern as people write it: nodes in parentheses, joined by edges in brackets; several
// such chains are separated by commas, and a name that comes again is the same variable.
//
//   (p:project)-[supports]->(s:strategy "同城"), (p)-[located_in ?]->(c)
//
//   (NAME:KIND|KIND "TEXT" id=ID year=2023..2025 stage=STAGE|STAGE report=REPORT)
//   -[KIND|KIND *1..3 ?]->     <-[...]-     -[...]-
//
// All but the parentheses may be left out; (p) and --> are enough. *N..M is hops, ? makes an edge
// optional. Kinds and stages are those of the vocabulary, in letters of either case.
//
// INVALID_ARGUMENT naming the column, in characters from 1. Whether the pattern is valid is up to
// the server.
absl::StatusOr<v1::Pattern> ParsePattern(std::string_view text);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_PATTERN_TEXT_H_
