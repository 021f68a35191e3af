#include "loader/node_names.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "fmt/format.h"

namespace policygraph::loader {

std::string StatementName(size_t index, size_t count) {
  return fmt::format("{:0{}}", index, fmt::formatted_size("{}", count));
}

std::vector<std::string> ClaimNames(const Document& document) {
  absl::flat_hash_set<std::pair<NodeKind, std::string>> taken;
  absl::flat_hash_map<std::pair<NodeKind, std::string>, size_t> repeats;
  std::vector<std::string> names;
  for (const Claim& claim : document.claims) {
    const std::string words(document.Words(claim.span));
    size_t& repeat = repeats[{claim.kind, words}];
    std::string name = ++repeat == 1 ? words : fmt::format("{} ({})", words, repeat);
    // A clause may itself end like a counted name.
    while (!taken.emplace(claim.kind, name).second) name = fmt::format("{} ({})", words, ++repeat);
    names.push_back(std::move(name));
  }
  return names;
}

}  // namespace policygraph::loader
