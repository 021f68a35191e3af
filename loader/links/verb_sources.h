#ifndef POLICYGRAPH_LOADER_LINKS_VERB_SOURCES_H_
#define POLICYGRAPH_LOADER_LINKS_VERB_SOURCES_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "loader/links/scene.h"

namespace policygraph::loader {

// What a verb is about: a mention, or the reporting place by a word for it.
struct VerbTarget {
  ByteSpan span;
  NodeKind kind = NodeKind::kRegion;
  std::optional<size_t> mention;
  size_t sentence = 0;
  ByteSpan clause;  // that it stands in
};

// The rule that reads a target, and the verb by which it does.
struct VerbReading {
  const VerbRule* rule = nullptr;
  ByteSpan verb;
};

// The mentions that the verb is said of; empty for the reporting place, nothing when it is said of
// something that is no node (3家企业入选, 夜游项目入选).
std::optional<std::vector<size_t>> SourcesOf(const Scene& scene, const VerbReading& reading,
                                             const VerbTarget& target);

// The list of names that this target stands in, in order; only those that the rule may lead to.
std::vector<size_t> TargetsInLine(const Scene& scene, const LinkRule& rule, size_t target);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_LINKS_VERB_SOURCES_H_
