#include "service/cli/export/columns.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "service/cli/enum_names.h"

namespace policygraph::cli {
namespace {

using ColumnType::kInteger;
using ColumnType::kNumber;
using ColumnType::kText;
using NodeRow = Column<v1::Node>;
using EdgeRow = Column<v1::Edge>;

std::string Joined(const google::protobuf::RepeatedPtrField<std::string>& values) {
  return fmt::format("{}", fmt::join(values, "; "));
}

template <typename Number>
std::string SetNumber(Number number) {
  return number == 0 ? "" : fmt::to_string(number);
}

template <typename Enum>
std::string SetEnum(Enum value) {
  return value == 0 ? "" : EnumName(value);
}

template <typename Element>
std::string EvidenceCount(const Element& element) {
  return fmt::to_string(element.evidence_size());
}

// A field of the first piece of evidence.
template <typename Element, auto Field>
std::string OfEvidence(const Element& element) {
  if (element.evidence().empty()) return "";
  return fmt::format("{}", (element.evidence(0).*Field)());
}

template <auto Field>
std::string OfQuantity(const v1::Node& node) {
  if (!node.claim().has_quantity()) return "";
  return fmt::format("{}", (node.claim().quantity().*Field)());
}

int32_t YearOf(const v1::Node& node) {
  return node.has_report() ? node.report().year() : node.claim().year();
}

constexpr NodeRow kNodeColumns[] = {
    {"id", kText, [](const v1::Node& n) { return n.id(); }},
    {"kind", kText, [](const v1::Node& n) { return EnumName(n.kind()); }},
    {"name", kText, [](const v1::Node& n) { return n.name(); }},
    {"scope", kText, [](const v1::Node& n) { return n.scope(); }},
    {"aliases", kText, [](const v1::Node& n) { return Joined(n.aliases()); }},
    {"year", kInteger, [](const v1::Node& n) { return SetNumber(YearOf(n)); }},
    {"title", kText, [](const v1::Node& n) { return n.report().title(); }},
    {"place", kText, [](const v1::Node& n) { return n.report().place(); }},
    {"place_code", kText, [](const v1::Node& n) { return n.report().place_code(); }},
    {"through_month", kInteger,
     [](const v1::Node& n) { return SetNumber(n.report().through_month()); }},
    {"sha256", kText, [](const v1::Node& n) { return n.report().sha256(); }},
    {"headings", kText, [](const v1::Node& n) { return Joined(n.statement().headings()); }},
    {"part", kText, [](const v1::Node& n) { return SetEnum(n.statement().part()); }},
    {"code", kText, [](const v1::Node& n) { return n.place().code(); }},
    {"level", kText, [](const v1::Node& n) { return SetEnum(n.place().level()); }},
    {"indicator_unit", kText, [](const v1::Node& n) { return n.indicator().unit(); }},
    {"better", kText, [](const v1::Node& n) { return SetEnum(n.indicator().better()); }},
    {"action", kText, [](const v1::Node& n) { return n.claim().action(); }},
    {"strength", kText, [](const v1::Node& n) { return SetEnum(n.claim().strength()); }},
    {"value", kNumber, OfQuantity<&v1::Quantity::value>},
    {"upper_value", kNumber,
     [](const v1::Node& n) {
       const v1::Quantity& quantity = n.claim().quantity();
       return quantity.has_upper_value() ? fmt::to_string(quantity.upper_value()) : "";
     }},
    {"unit", kText, OfQuantity<&v1::Quantity::unit>},
    {"normalized_value", kNumber, OfQuantity<&v1::Quantity::normalized_value>},
    {"base_unit", kText, OfQuantity<&v1::Quantity::base_unit>},
    {"basis", kText, [](const v1::Node& n) { return SetEnum(n.claim().quantity().basis()); }},
    {"comparator", kText,
     [](const v1::Node& n) { return SetEnum(n.claim().quantity().comparator()); }},
    {"figure_year", kInteger,
     [](const v1::Node& n) { return SetNumber(n.claim().quantity().year()); }},
    {"reference", kText, OfQuantity<&v1::Quantity::reference>},
    {"figure_text", kText, OfQuantity<&v1::Quantity::text>},
    {"derivation", kText, [](const v1::Node& n) { return n.derivation(); }},
    {"confidence", kNumber, [](const v1::Node& n) { return SetNumber(n.confidence()); }},
    {"reports", kText, [](const v1::Node& n) { return Joined(n.reports()); }},
    {"confirmed_by", kText, [](const v1::Node& n) { return Joined(n.confirmed_by()); }},
    {"evidence_count", kInteger, EvidenceCount<v1::Node>},
    {"evidence_report", kText, OfEvidence<v1::Node, &v1::Evidence::report>},
    {"evidence_start", kInteger, OfEvidence<v1::Node, &v1::Evidence::start>},
    {"evidence_end", kInteger, OfEvidence<v1::Node, &v1::Evidence::end>},
    {"quote", kText, OfEvidence<v1::Node, &v1::Evidence::quote>},
    {"rule", kText, OfEvidence<v1::Node, &v1::Evidence::rule>},
};

constexpr EdgeRow kEdgeColumns[] = {
    {"source", kText, [](const v1::Edge& e) { return e.source(); }},
    {"target", kText, [](const v1::Edge& e) { return e.target(); }},
    {"kind", kText, [](const v1::Edge& e) { return EnumName(e.kind()); }},
    {"stage", kText, [](const v1::Edge& e) { return SetEnum(e.stage()); }},
    {"derivation", kText, [](const v1::Edge& e) { return e.derivation(); }},
    {"confidence", kNumber, [](const v1::Edge& e) { return SetNumber(e.confidence()); }},
    {"reports", kText, [](const v1::Edge& e) { return Joined(e.reports()); }},
    {"confirmed_by", kText, [](const v1::Edge& e) { return Joined(e.confirmed_by()); }},
    {"evidence_count", kInteger, EvidenceCount<v1::Edge>},
    {"evidence_report", kText, OfEvidence<v1::Edge, &v1::Evidence::report>},
    {"evidence_start", kInteger, OfEvidence<v1::Edge, &v1::Evidence::start>},
    {"evidence_end", kInteger, OfEvidence<v1::Edge, &v1::Evidence::end>},
    {"quote", kText, OfEvidence<v1::Edge, &v1::Evidence::quote>},
    {"rule", kText, OfEvidence<v1::Edge, &v1::Evidence::rule>},
};

}  // namespace

std::span<const Column<v1::Node>> NodeColumns() { return kNodeColumns; }
std::span<const Column<v1::Edge>> EdgeColumns() { return kEdgeColumns; }

}  // namespace policygraph::cli
