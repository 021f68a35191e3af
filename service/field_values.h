#ifndef POLICYGRAPH_SERVICE_FIELD_VALUES_H_
#define POLICYGRAPH_SERVICE_FIELD_VALUES_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "graph/filter/field.h"

namespace policygraph::service {

// The values of an enum as a filter names them, without the prefix that all share (STAGE_STARTED:
// STARTED) and without the unspecified one.
std::vector<std::pair<std::string, int>> EnumChoices(const google::protobuf::EnumDescriptor& type);

template <typename Enum>
FilterField EnumField(std::string name) {
  return {std::move(name), FieldType::kChoice,
          EnumChoices(*google::protobuf::GetEnumDescriptor<Enum>())};
}

// What a record has in such a field: nothing when its value is the unspecified one. The enums of the
// domain have the numbers of those of the API.
template <typename Domain>
FieldValue ChoiceValue(Domain value) {
  const auto number = static_cast<double>(value);
  return number == 0 ? FieldValue() : FieldValue(number);
}

// Likewise for numbers and texts of which 0 and the empty one mean that there is none.
FieldValue NumberValue(double number);
FieldValue TextValue(std::string_view text);

}  // namespace policygraph::service

#endif  // POLICYGRAPH_SERVICE_FIELD_VALUES_H_
