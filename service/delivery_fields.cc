#include "service/delivery_fields.h"

#include <string_view>
#include <utility>
#include <vector>

#include "policygraph/v1/delivery_service.pb.h"
#include "policygraph/v1/vocabulary.pb.h"
#include "service/encode_answer.h"
#include "service/field_values.h"

namespace policygraph::service {
namespace {

FieldValue NamesOf(const std::vector<ClaimTie>& ties) {
  std::vector<std::string_view> names;
  for (const ClaimTie& tie : ties) names.push_back(tie.name);
  return names;
}

const ClaimDetails& DetailsOf(const Delivery* delivery) { return delivery->commitment->details; }

FieldTable<const Delivery*> MakeDeliveryFields() {
  using R = const Delivery*;
  FieldTable<R> table;
  table.Add(EnumField<v1::Verdict>("verdict"), [](const R& r) { return ChoiceValue(r->verdict); })
      .Add(EnumField<v1::DeliveryRule>("rule"), [](const R& r) { return ChoiceValue(r->rule); })
      .Add({"confidence", FieldType::kNumber},
           [](const R& r) { return FieldValue(EncodeConfidence(r->confidence)); })
      .Add({.name = "text", .in_bare_words = true},
           [](const R& r) { return TextValue(r->commitment->name); })
      .Add({"indicator", FieldType::kTexts},
           [](const R& r) { return NamesOf(r->commitment->indicators); })
      .Add({"project", FieldType::kTexts},
           [](const R& r) { return NamesOf(r->commitment->projects); })
      .Add({"strategy", FieldType::kTexts},
           [](const R& r) { return NamesOf(r->commitment->strategies); })
      .Add({"action"}, [](const R& r) { return TextValue(DetailsOf(r).action); })
      .Add({"subject"}, [](const R& r) { return TextValue(DetailsOf(r).subject); })
      .Add({"year", FieldType::kNumber}, [](const R& r) { return NumberValue(DetailsOf(r).year); })
      .Add(EnumField<v1::Strength>("strength"),
           [](const R& r) { return ChoiceValue(DetailsOf(r).strength); })
      .Add({"unit"},
           [](const R& r) {
             const auto& figure = DetailsOf(r).quantity;
             return figure.has_value() ? TextValue(figure->base_unit) : FieldValue();
           })
      .Add({"value", FieldType::kNumber},
           [](const R& r) {
             const auto& figure = DetailsOf(r).quantity;
             return figure.has_value() ? FieldValue(figure->normalized_value) : FieldValue();
           })
      .Add({"outcome"},
           [](const R& r) {
             return r->outcome == nullptr ? FieldValue() : TextValue(r->outcome->name);
           })
      .Add({"reason"}, [](const R& r) { return TextValue(r->reason); })
      .Add(EnumField<v1::Change>("change"),
           [](const R& r) {
             return r->continuation.has_value() ? ChoiceValue(r->continuation->change)
                                                : FieldValue();
           })
      .Add({"share_done", FieldType::kNumber},
           [](const R& r) {
             return r->share.has_value() ? FieldValue(r->share->of_target) : FieldValue();
           })
      .Add({"share_of_year", FieldType::kNumber},
           [](const R& r) {
             return r->share.has_value() ? FieldValue(r->share->of_year) : FieldValue();
           })
      .Add({"continued_by"}, [](const R& r) {
        const bool again =
            r->continuation.has_value() && r->continuation->commitment != nullptr;
        return again ? TextValue(r->continuation->commitment->name) : FieldValue();
      });
  return table;
}

}  // namespace

const FieldTable<const Delivery*>& DeliveryFields() {
  static const FieldTable<const Delivery*> table = MakeDeliveryFields();
  return table;
}

}  // namespace policygraph::service
