#ifndef POLICYGRAPH_LOADER_STAGES_WRITTEN_YEAR_H_
#define POLICYGRAPH_LOADER_STAGES_WRITTEN_YEAR_H_

#include <cstdint>
#include <string_view>

namespace policygraph::loader {

// The digits of a year or another number digit by digit: ASCII, full width or Chinese.
int32_t ParseYear(std::string_view digits);

// Whether a report may be of this year.
bool IsYear(int32_t year);

// The first year that the text names with its four digits and 年; 0 when there is none.
int32_t FirstYearIn(std::string_view text);

// The last four digits of a report's name that stand alone and are a year; 0 when there are none.
int32_t YearInName(std::string_view name);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_STAGES_WRITTEN_YEAR_H_
