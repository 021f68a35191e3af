#include "loader/stages/build_delta.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "fmt/format.h"
#include "loader/code_points.h"
#include "loader/node_names.h"
#include "openssl/sha.h"

namespace policygraph::loader {
namespace {

// Derivations of what no sentence states.
constexpr std::string_view kLoad = "load";                           // the report itself
constexpr std::string_view kSentences = "sentences";                 // the text was cut into them
constexpr std::string_view kWithinName = "within-name";              // it stands in another name
constexpr std::string_view kReportingPlace = "reporting-place";      // whose report it is
constexpr std::string_view kDivisions = "administrative-divisions";  // the division table says so

// Rule named by the evidence of a sentence for itself.
constexpr std::string_view kSentenceRule = "sentence";

std::string Sha256Hex(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  std::string hex;
  for (unsigned char byte : digest) hex += fmt::format("{:02x}", byte);
  return hex;
}

// Collects assertions, one a node and one an edge, and puts them in the order a delta has.
class DeltaBuilder {
 public:
  DeltaBuilder(const Document& document, const DivisionTable& divisions)
      : document_(document),
        divisions_(divisions),
        code_points_(document.text),
        report_(ReportId::Of(document.name)) {}

  GraphDelta Build() && {
    // About what there will be: assertions are large, so growing moves much.
    const size_t readings = document_.sentences.size() + document_.claims.size();
    delta_.nodes.reserve(readings + document_.mentions.size());
    delta_.edges.reserve(2 * readings + document_.mentions.size() + document_.links.size());
    nodes_.reserve(readings + document_.mentions.size());
    edges_.reserve(2 * readings + document_.mentions.size() + document_.links.size());
    AddReport();
    AddStatements();
    for (const Mention& mention : document_.mentions) AddMention(mention);
    const std::vector<std::string> names = ClaimNames(document_);
    for (size_t i = 0; i < names.size(); ++i) AddClaim(document_.claims[i], names[i]);
    for (const Link& link : document_.links) AddLink(link);
    AddParents();
    return std::move(*this).Finish();
  }

 private:
  void AddReport() {
    Report& report = delta_.report;
    report.name = document_.name;
    report.details = {document_.title, document_.place.name, document_.place.code, document_.year,
                      Sha256Hex(document_.text), document_.through_month};
    report.characters = code_points_.Before(document_.text.size());
    report.statements = static_cast<uint32_t>(document_.sentences.size());
    report.text = document_.text;
    const size_t first =
        document_.headings.empty() ? document_.text.size() : document_.headings.front().begin;
    if (first > 0) {
      report.sections.push_back({"", 1, ReportPart::kOther, code_points_.SpanOf({0, first})});
    }
    for (const Heading& heading : document_.headings) {
      report.sections.push_back({std::string(document_.Words(heading.span)),
                                 static_cast<uint32_t>(heading.level), heading.part,
                                 code_points_.SpanOf({heading.begin, heading.end})});
    }
    AddNode(NodeKind::kReport, "", document_.name, report.details).derivation = kLoad;
  }

  void AddStatements() {
    for (size_t i = 0; i < document_.sentences.size(); ++i) {
      const Sentence& sentence = document_.sentences[i];
      StatementDetails details;
      details.index = static_cast<uint32_t>(i);
      details.part = sentence.part;
      for (size_t heading : sentence.headings) {
        details.headings.emplace_back(document_.Words(document_.headings[heading].span));
      }
      details.span = code_points_.SpanOf(sentence.span);
      NodeAssertion& node =
          AddNode(NodeKind::kStatement, document_.name,
                  StatementName(i, document_.sentences.size()), std::move(details));
      node.evidence.push_back(EvidenceIn(i, sentence.span, kSentenceRule));
      statements_.push_back(node.node.id);
      AddEdge(node.node.id, EdgeKind::kPartOf, report_.node).derivation = kSentences;
    }
  }

  void AddMention(const Mention& mention) {
    NodeDetails details;
    const bool is_place = mention.kind == NodeKind::kCounty || mention.kind == NodeKind::kRegion;
    if (is_place) details = mention.place;
    NodeAssertion& node = AddNode(mention.kind, mention.scope, mention.name, std::move(details));
    if (!mention.place.code.empty()) places_.try_emplace(mention.place.code, node.node.id);
    node.node.aliases.emplace_back(document_.Words(mention.span));
    Evidence evidence = EvidenceIn(mention.sentence, mention.span, mention.rule);
    // A sentence on 乙县博物馆 speaks of the museum: that the county is in its name says where the
    // museum is, and is evidence of that edge.
    const bool nested = outer_.Contains(mention.span) && outer_ != mention.span;
    if (is_place && nested) {
      if (node.derivation.empty()) node.derivation = kWithinName;
    } else {
      node.evidence.push_back(evidence);
    }
    if (!nested) outer_ = mention.span;
    mentions_.push_back(node.node.id);
    AddEdge(statements_[mention.sentence], EdgeKind::kMentions, node.node.id)
        .evidence.push_back(std::move(evidence));
  }

  void AddClaim(const Claim& claim, std::string_view name) {
    const Evidence evidence = EvidenceIn(claim.sentence, claim.span, claim.rule);
    NodeAssertion& node = AddNode(claim.kind, document_.name, name, claim.details);
    node.evidence.push_back(evidence);
    const NodeId id = node.node.id;
    claims_.push_back(id);
    AddEdge(id, EdgeKind::kStatedIn, statements_[claim.sentence]).evidence.push_back(evidence);
    if (claim.indicator.empty()) return;
    NodeAssertion& indicator =
        AddNode(NodeKind::kIndicator, "", claim.indicator, claim.indicator_details);
    const ByteSpan words = claim.indicator_span.empty() ? claim.span : claim.indicator_span;
    if (!claim.indicator_span.empty()) {
      indicator.node.aliases.emplace_back(document_.Words(words));
    }
    indicator.evidence.push_back(EvidenceIn(claim.sentence, words, claim.rule));
    const EdgeKind measures =
        claim.kind == NodeKind::kCommitment ? EdgeKind::kTargets : EdgeKind::kReports;
    AddEdge(id, measures, indicator.node.id).evidence.push_back(evidence);
  }

  void AddLink(const Link& link) {
    EdgeAssertion& edge = AddEdge(IdOf(link.source), link.kind, IdOf(link.target));
    edge.stage = std::max(edge.stage, link.stage);
    for (const ByteSpan& span : link.evidence) edge.evidence.push_back(EvidenceAt(span, link.rule));
  }

  NodeId IdOf(const Link::End& end) {
    switch (end.of) {
      case Link::End::Of::kMention:
        return mentions_[end.index];
      case Link::End::Of::kClaim:
        return claims_[end.index];
      case Link::End::Of::kReportingPlace:
        return AddReportingPlace();
    }
    __builtin_unreachable();
  }

  NodeId AddReportingPlace() {
    const ReportingPlace& place = document_.place;
    return AddPlace(place.code, place.name, place.level, kReportingPlace);
  }

  // The divisions above the places named, up to the province: that the country is above all says
  // nothing. A county is no REGION, so what lies below one is LOCATED_IN it.
  void AddParents() {
    std::vector<std::string> below;
    for (const auto& [code, place] : places_) below.push_back(code);
    while (!below.empty()) {
      const std::string code = std::move(below.back());
      below.pop_back();
      const std::string parent(divisions_.Parent(code));
      const DivisionLevel level = divisions_.Level(parent);
      if (parent.empty() || level == DivisionLevel::kNational) continue;
      if (!places_.contains(parent)) {
        AddPlace(parent, divisions_.Name(parent), level, kDivisions);
        below.push_back(parent);
      }
      const EdgeKind kind =
          level == DivisionLevel::kCounty ? EdgeKind::kLocatedIn : EdgeKind::kPartOf;
      AddEdge(places_[code], kind, places_[parent]).derivation = kDivisions;
    }
  }

  NodeId AddPlace(std::string_view code, std::string_view name, DivisionLevel level,
                  std::string_view derivation) {
    const NodeKind kind = level == DivisionLevel::kCounty ? NodeKind::kCounty : NodeKind::kRegion;
    NodeAssertion& node = AddNode(kind, code, name, PlaceDetails{std::string(code), level});
    if (node.derivation.empty()) node.derivation = derivation;
    if (!code.empty()) places_.try_emplace(std::string(code), node.node.id);
    return node.node.id;
  }

  NodeAssertion& AddNode(NodeKind kind, std::string_view scope, std::string_view name,
                         NodeDetails details) {
    const NodeId id = NodeId::Of(kind, scope, name);
    const auto [it, added] = nodes_.try_emplace(id, delta_.nodes.size());
    if (added) {
      Node node{id, kind, std::string(scope), std::string(name), {}, std::move(details)};
      if (const auto* place = std::get_if<PlaceDetails>(&node.details)) {
        for (const FormerName& former : divisions_.FormerNames(place->code)) {
          node.aliases.emplace_back(former.name);
        }
      }
      delta_.nodes.push_back({report_, std::move(node), {}, ""});
    }
    return delta_.nodes[it->second];
  }

  EdgeAssertion& AddEdge(const NodeId& source, EdgeKind kind, const NodeId& target) {
    const EdgeKey key{source, kind, target};
    const auto [it, added] = edges_.try_emplace(key, delta_.edges.size());
    if (added) delta_.edges.push_back({report_, key, Stage::kUnspecified, {}, ""});
    return delta_.edges[it->second];
  }

  // The words at a span, which lies within one sentence.
  Evidence EvidenceAt(const ByteSpan& span, std::string_view rule) const {
    const auto after = std::upper_bound(
        document_.sentences.begin(), document_.sentences.end(), span.begin,
        [](size_t byte, const Sentence& sentence) { return byte < sentence.span.begin; });
    return EvidenceIn(after - document_.sentences.begin() - 1, span, rule);
  }

  // The same where the sentence is known.
  Evidence EvidenceIn(size_t sentence, const ByteSpan& span, std::string_view rule) const {
    return {static_cast<uint32_t>(sentence), code_points_.SpanOf(span),
            std::string(document_.Words(span)), std::string(rule)};
  }

  GraphDelta Finish() && {
    for (NodeAssertion& assertion : delta_.nodes) {
      std::vector<std::string>& aliases = assertion.node.aliases;
      std::sort(aliases.begin(), aliases.end());
      aliases.erase(std::unique(aliases.begin(), aliases.end()), aliases.end());
      std::erase(aliases, assertion.node.name);
      SettleSource(assertion.evidence, assertion.derivation);
    }
    for (EdgeAssertion& assertion : delta_.edges) {
      SettleSource(assertion.evidence, assertion.derivation);
    }
    delta_.nodes = InOrder(std::move(delta_.nodes), nodes_);
    delta_.edges = InOrder(std::move(delta_.edges), edges_);
    return std::move(delta_);
  }

  // The assertions by key. Only the keys are sorted: assertions are large, so each moves once.
  template <typename Assertion, typename Key>
  static std::vector<Assertion> InOrder(std::vector<Assertion> assertions,
                                        const absl::flat_hash_map<Key, size_t>& index_of_key) {
    std::vector<std::pair<Key, size_t>> order(index_of_key.begin(), index_of_key.end());
    std::sort(order.begin(), order.end());
    std::vector<Assertion> sorted;
    sorted.reserve(assertions.size());
    for (const auto& [key, index] : order) sorted.push_back(std::move(assertions[index]));
    return sorted;
  }

  // Puts evidence in order, each span once; what a sentence states needs no derivation.
  static void SettleSource(std::vector<Evidence>& evidence, std::string& derivation) {
    std::sort(evidence.begin(), evidence.end());
    const auto repeats =
        std::unique(evidence.begin(), evidence.end(),
                    [](const Evidence& a, const Evidence& b) { return a.span == b.span; });
    evidence.erase(repeats, evidence.end());
    if (!evidence.empty()) derivation.clear();
  }

  const Document& document_;
  const DivisionTable& divisions_;
  const CodePoints code_points_;
  const ReportId report_;

  GraphDelta delta_;
  absl::flat_hash_map<NodeId, size_t> nodes_;   // to the index in delta_.nodes
  absl::flat_hash_map<EdgeKey, size_t> edges_;  // likewise
  std::vector<NodeId> statements_;              // by sentence
  std::vector<NodeId> mentions_;                // by mention
  ByteSpan outer_;                              // of the last mention that no other one holds
  std::vector<NodeId> claims_;                  // by claim
  std::map<std::string, NodeId> places_;        // by code
};

}  // namespace

GraphDelta BuildDelta(const Document& document, const DivisionTable& divisions) {
  return DeltaBuilder(document, divisions).Build();
}

}  // namespace policygraph::loader
