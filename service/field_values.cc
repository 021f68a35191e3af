#include "service/field_values.h"

namespace policygraph::service {

std::vector<std::pair<std::string, int>> EnumChoices(const google::protobuf::EnumDescriptor& type) {
  constexpr std::string_view kUnspecified = "UNSPECIFIED";
  const size_t prefix = type.FindValueByNumber(0)->name().size() - kUnspecified.size();
  std::vector<std::pair<std::string, int>> choices;
  for (int i = 0; i < type.value_count(); ++i) {
    const google::protobuf::EnumValueDescriptor& value = *type.value(i);
    if (value.number() != 0) choices.emplace_back(value.name().substr(prefix), value.number());
  }
  return choices;
}

FieldValue NumberValue(double number) { return number == 0 ? FieldValue() : FieldValue(number); }

FieldValue TextValue(std::string_view text) {
  return text.empty() ? FieldValue() : FieldValue(text);
}

}  // namespace policygraph::service
