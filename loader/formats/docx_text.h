#ifndef POLICYGRAPH_LOADER_FORMATS_DOCX_TEXT_H_
#define POLICYGRAPH_LOADER_FORMATS_DOCX_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace policygraph::loader {

// Whether a file of this path in a zip archive makes the archive a Word document.
bool IsDocxBody(std::string_view path);

// The paragraphs of a Word document, a line each, with the numbers that Word puts before them
// (docx_numbering.h); cells of tables are paragraphs, too. What a change on record takes out is
// left out. INVALID_ARGUMENT with UNREADABLE_FILE, TEXT_TOO_LARGE or, when there is nothing to
// read, EMPTY_TEXT.
absl::StatusOr<std::string> DocxText(std::string_view name, std::string_view zip);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_DOCX_TEXT_H_
