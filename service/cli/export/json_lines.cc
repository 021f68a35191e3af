#include "service/cli/export/json_lines.h"

#include <nlohmann/json.hpp>
#include <string>

#include "service/cli/enum_names.h"

namespace policygraph::cli {
namespace {

using Json = nlohmann::ordered_json;

// Sets a field unless its value is that of a field not set.
void SetText(Json& object, const char* key, const std::string& value) {
  if (!value.empty()) object[key] = value;
}

void SetNumber(Json& object, const char* key, int32_t value) {
  if (value != 0) object[key] = value;
}

template <typename Enum>
void SetEnum(Json& object, const char* key, Enum value) {
  if (value != 0) object[key] = EnumName(value);
}

Json ListOf(const google::protobuf::RepeatedPtrField<std::string>& values) {
  Json list = Json::array();
  for (const std::string& value : values) list.push_back(value);
  return list;
}

Json EvidenceJson(const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
  Json list = Json::array();
  for (const v1::Evidence& piece : evidence) {
    list.push_back({{"report", piece.report()},
                    {"statement", piece.statement()},
                    {"start", piece.start()},
                    {"end", piece.end()},
                    {"quote", piece.quote()},
                    {"rule", piece.rule()}});
  }
  return list;
}

Json QuantityJson(const v1::Quantity& quantity) {
  Json object = {{"value", quantity.value()}};
  if (quantity.has_upper_value()) object["upperValue"] = quantity.upper_value();
  object["unit"] = quantity.unit();
  object["baseUnit"] = quantity.base_unit();
  object["normalizedValue"] = quantity.normalized_value();
  if (quantity.has_normalized_upper_value()) {
    object["normalizedUpperValue"] = quantity.normalized_upper_value();
  }
  object["basis"] = EnumName(quantity.basis());
  object["comparator"] = EnumName(quantity.comparator());
  SetNumber(object, "year", quantity.year());
  SetEnum(object, "period", quantity.period());
  SetText(object, "reference", quantity.reference());
  SetText(object, "text", quantity.text());
  return object;
}

void SetDetails(const v1::Node& node, Json& object) {
  switch (node.details_case()) {
    case v1::Node::kReport:
      SetText(object, "title", node.report().title());
      SetText(object, "place", node.report().place());
      SetText(object, "placeCode", node.report().place_code());
      SetNumber(object, "year", node.report().year());
      SetNumber(object, "throughMonth", node.report().through_month());
      SetText(object, "sha256", node.report().sha256());
      break;
    case v1::Node::kStatement:
      object["index"] = node.statement().index();
      SetEnum(object, "part", node.statement().part());
      object["headings"] = ListOf(node.statement().headings());
      object["start"] = node.statement().start();
      object["end"] = node.statement().end();
      break;
    case v1::Node::kPlace:
      SetText(object, "code", node.place().code());
      SetEnum(object, "level", node.place().level());
      break;
    case v1::Node::kIndicator:
      SetText(object, "unit", node.indicator().unit());
      SetEnum(object, "better", node.indicator().better());
      SetText(object, "scope", node.indicator().scope());
      break;
    case v1::Node::kClaim:
      SetText(object, "action", node.claim().action());
      SetNumber(object, "year", node.claim().year());
      SetEnum(object, "strength", node.claim().strength());
      SetText(object, "subject", node.claim().subject());
      if (node.claim().has_quantity()) object["quantity"] = QuantityJson(node.claim().quantity());
      break;
    case v1::Node::DETAILS_NOT_SET:
      break;
  }
}

// Bytes that are not UTF-8 cannot come from a server that keeps the contract; should they, the line
// stays JSON.
void WriteLine(std::ostream& out, const Json& line) {
  out << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

void JsonLinesWriter::WriteNode(const v1::Node& node) {
  Json object = {{"id", node.id()}, {"kind", EnumName(node.kind())}, {"name", node.name()}};
  object["scope"] = node.scope();
  object["aliases"] = ListOf(node.aliases());
  SetDetails(node, object);
  SetText(object, "derivation", node.derivation());
  object["confidence"] = node.confidence();
  object["reports"] = ListOf(node.reports());
  if (!node.confirmed_by().empty()) object["confirmedBy"] = ListOf(node.confirmed_by());
  object["evidence"] = EvidenceJson(node.evidence());
  WriteLine(out_, {{"node", object}});
}

void JsonLinesWriter::WriteEdge(const v1::Edge& edge) {
  Json object = {
      {"kind", EnumName(edge.kind())}, {"source", edge.source()}, {"target", edge.target()}};
  SetEnum(object, "stage", edge.stage());
  SetText(object, "derivation", edge.derivation());
  object["confidence"] = edge.confidence();
  object["reports"] = ListOf(edge.reports());
  if (!edge.confirmed_by().empty()) object["confirmedBy"] = ListOf(edge.confirmed_by());
  object["evidence"] = EvidenceJson(edge.evidence());
  WriteLine(out_, {{"edge", object}});
}

}  // namespace policygraph::cli
