#include "loader/explain.h"

#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "loader/code_points.h"
#include "loader/node_names.h"

namespace policygraph::loader {
namespace {

std::string_view PartName(ReportPart part) {
  switch (part) {
    case ReportPart::kReview:
      return "review";
    case ReportPart::kPlan:
      return "plan";
    case ReportPart::kOther:
      return "other";
  }
  __builtin_unreachable();
}

bool IsPlace(NodeKind kind) { return kind == NodeKind::kCounty || kind == NodeKind::kRegion; }

// Collects the steps from one sentence to one node.
class Explainer {
 public:
  Explainer(const Document& document, const NodeId& node, const Evidence& evidence)
      : document_(document),
        code_points_(document.text),
        claim_names_(ClaimNames(document)),
        node_(node),
        evidence_(evidence) {}

  std::vector<DerivationStep> Explain() && {
    if (evidence_.statement >= document_.sentences.size()) return {};
    ExplainStatement();
    for (size_t i = 0; i < document_.mentions.size(); ++i) ExplainMention(i);
    for (size_t i = 0; i < document_.claims.size(); ++i) ExplainClaim(i);
    if (!found_) return {};
    return std::move(steps_);
  }

 private:
  void Add(std::string_view stage, std::string result, std::string_view rule,
           const ByteSpan& span) {
    steps_.push_back({std::string(stage), std::move(result), std::string(rule),
                      std::string(document_.Words(span)), code_points_.SpanOf(span)});
  }

  bool StandsAt(const ByteSpan& span) const { return code_points_.SpanOf(span) == evidence_.span; }

  void ExplainStatement() {
    const Sentence& sentence = document_.sentences[evidence_.statement];
    std::string where;
    for (size_t heading : sentence.headings) {
      where += fmt::format(" > {}", document_.Words(document_.headings[heading].span));
    }
    Add("read_report",
        fmt::format("sentence {} of the {} part{}", evidence_.statement, PartName(sentence.part),
                    where),
        "", sentence.span);
    const std::string name = StatementName(evidence_.statement, document_.sentences.size());
    Identify(NodeKind::kStatement, document_.name, name, sentence.span);
  }

  void ExplainMention(size_t index) {
    const Mention& mention = document_.mentions[index];
    if (!StandsAt(mention.span)) return;
    if (NodeId::Of(mention.kind, mention.scope, mention.name) != node_) return;
    Add(IsPlace(mention.kind) ? "find_places" : "find_mentions",
        fmt::format("{} {}", NodeKindName(mention.kind), mention.name), mention.rule, mention.span);
    ExplainLinks({Link::End::Of::kMention, index});
    Identify(mention.kind, mention.scope, mention.name, mention.span);
  }

  void ExplainClaim(size_t index) {
    const Claim& claim = document_.claims[index];
    const bool is_claim = StandsAt(claim.span) &&
                          NodeId::Of(claim.kind, document_.name, claim_names_[index]) == node_;
    const ByteSpan& indicator_words =
        claim.indicator_span.empty() ? claim.span : claim.indicator_span;
    const bool is_indicator = !claim.indicator.empty() && StandsAt(indicator_words) &&
                              NodeId::Of(NodeKind::kIndicator, "", claim.indicator) == node_;
    if (!is_claim && !is_indicator) return;
    ExplainFigure(claim);
    Add("form_claims",
        claim.indicator.empty()
            ? std::string(NodeKindName(claim.kind))
            : fmt::format("{} of {}", NodeKindName(claim.kind), claim.indicator),
        claim.rule, claim.span);
    if (is_claim) {
      ExplainLinks({Link::End::Of::kClaim, index});
      Identify(claim.kind, document_.name, claim_names_[index], claim.span);
    } else {
      Identify(NodeKind::kIndicator, "", claim.indicator, indicator_words);
    }
  }

  void ExplainFigure(const Claim& claim) {
    if (!claim.details.quantity) return;
    for (const Figure& figure : document_.figures) {
      if (figure.sentence != claim.sentence) continue;
      if (document_.Words(figure.span) != claim.details.quantity->text) continue;
      Add("parse_quantities", fmt::format("{} {}", figure.quantity.value, figure.quantity.unit),
          figure.rule, figure.span);
      return;
    }
  }

  void ExplainLinks(const Link::End& end) {
    const auto same = [&](const Link::End& other) {
      return other.of == end.of && other.index == end.index;
    };
    for (const Link& link : document_.links) {
      if (link.evidence.empty()) continue;
      if (same(link.source)) {
        Add("link_up", fmt::format("{} {}", EdgeKindName(link.kind), NameOf(link.target)),
            link.rule, link.evidence.back());
      } else if (same(link.target)) {
        Add("link_up", fmt::format("{} {}", NameOf(link.source), EdgeKindName(link.kind)),
            link.rule, link.evidence.front());
      }
    }
  }

  std::string NameOf(const Link::End& end) const {
    switch (end.of) {
      case Link::End::Of::kMention:
        return document_.mentions[end.index].name;
      case Link::End::Of::kClaim:
        return claim_names_[end.index];
      case Link::End::Of::kReportingPlace:
        return document_.place.name;
    }
    __builtin_unreachable();
  }

  // Closes the derivation when this is the node asked for.
  void Identify(NodeKind kind, std::string_view scope, std::string_view name,
                const ByteSpan& span) {
    if (NodeId::Of(kind, scope, name) != node_) return;
    Add("build_delta",
        fmt::format("{} = hash of {}, {}, {}", node_.ToHex(), NodeKindName(kind),
                    scope.empty() ? "nationwide" : scope, name),
        "", span);
    found_ = true;
  }

  const Document& document_;
  const CodePoints code_points_;
  const std::vector<std::string> claim_names_;
  const NodeId node_;
  const Evidence& evidence_;
  std::vector<DerivationStep> steps_;
  bool found_ = false;
};

}  // namespace

std::vector<DerivationStep> ExplainEvidence(const Document& document, const NodeId& node,
                                            const Evidence& evidence) {
  return Explainer(document, node, evidence).Explain();
}

}  // namespace policygraph::loader
