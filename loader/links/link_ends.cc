#include <utility>

#include "loader/links/pattern_readers.h"

namespace policygraph::loader {
namespace {

using Of = Link::End::Of;

Link Make(const LinkRule& rule, Link::End source, Link::End target,
          std::vector<ByteSpan> evidence) {
  Link link;
  link.kind = rule.edge;
  link.source = source;
  link.target = target;
  link.evidence = std::move(evidence);
  link.rule = rule.name;
  return link;
}

}  // namespace

Link LinkOf(const LinkRule& rule, size_t source, size_t target, std::vector<ByteSpan> evidence) {
  return Make(rule, {Of::kMention, source}, {Of::kMention, target}, std::move(evidence));
}

Link LinkOfClaim(const LinkRule& rule, size_t claim, size_t target,
                 std::vector<ByteSpan> evidence) {
  return Make(rule, {Of::kClaim, claim}, {Of::kMention, target}, std::move(evidence));
}

Link LinkFromOwnPlace(const LinkRule& rule, size_t target, std::vector<ByteSpan> evidence) {
  return Make(rule, {Of::kReportingPlace, 0}, {Of::kMention, target}, std::move(evidence));
}

Link LinkToOwnPlace(const LinkRule& rule, size_t source, std::vector<ByteSpan> evidence) {
  return Make(rule, {Of::kMention, source}, {Of::kReportingPlace, 0}, std::move(evidence));
}

}  // namespace policygraph::loader
