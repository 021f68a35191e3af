#ifndef POLICYGRAPH_SERVICE_CLI_HIT_TEXT_H_
#define POLICYGRAPH_SERVICE_CLI_HIT_TEXT_H_

#include <string>

#include "policygraph/v1/graph_service.pb.h"
#include "service/cli/styled_text.h"

namespace policygraph::cli {

// What was found, its highlights in bold: the name, with the alias that fits behind it, or of a
// statement or claim its words around the first highlight, with … where some are left out.
StyledText HitText(const v1::SearchHit& hit);

// Where it belongs: the scope of an entity; the report and its year of a statement or claim.
std::string ScopeText(const v1::SearchHit& hit);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_HIT_TEXT_H_
